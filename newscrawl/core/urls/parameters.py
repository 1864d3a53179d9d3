# ruff: noqa: SIM905 -- words in columns read better than a list of strings
"""Names of query parameters that do not say which page is meant, in lower case."""

_CLICKS = """
_openstat cvid dclid dicbo ef_id epik gad_source gbraid gclid gclsrc irclickid li_fat_id msclkid
obclickid oborigurl outbrainclickid qclid rb_clickid rdt_cid s_kwcid sccid srsltid tblci tblclkid
tgclid ttclid twclid usqp ved vkclid vmcid wbraid wickedid yadclid yclid ysclid zanpid
""".split()

_SOCIAL = """
__tn__ __twitter_impression action_object_map action_ref_map action_type_map buffer_share
fb_action_ids fb_action_types fb_comment_id fb_ref fb_source fbclid hootpostid hss_channel igsh
igshid is_from_webapp isappinstalled li_did li_medium li_source li_tc mibextid nsukey ref_src
ref_url scm sender_device share_id share_medium share_source share_token shared_via soc_src
soc_trk socialreferral spm sr_share tt_from twtr wechat_fr xhsshare
""".split()

_MAIL = """
__s _hsenc _hsmi _ke _kx bbeml bxid ck_subscriber_id cndid dm_i elq elqaid elqak elqat
elqcampaignid elqcsid elqtrack elqtrackid emc emci emdi esrc et_cid et_rid hasha hashb hashc
hsctatracking inf_contact_key iterableemailcampaignid kx lctg mailing_id mc_cid mc_eid mc_tc
mkt_tok ml_subscriber ml_subscriber_hash nlid nltr nr_email_referer oly_anon_id oly_enc_id regi_id
sailthru_id spjobid spmailingid spreportid spuserid vero_conv vero_id wpisrc wpmid wpmm wpsrc
""".split()

_ANALYTICS = """
__hsfp __hssc __hstc __source _branch_match_id _branch_referrer _ga _gac _gl amp_gsa amp_js_v
amp_kit amp_lite aoh campaign_medium campaign_name campaign_source click_id click_source clickid
clicksource cm_ite cm_lm cm_mmc cm_re cm_sp cm_ven cmp cmp_id cmpid cr_cc dcmp dgcid echobox
ex_cid ftag ftcamp guccounter guce_referrer guce_referrer_sig hpid icid intcid intcmp intcmpid
intlink itid ito leadsource link_source linksource maca mbid mkcid mkevt mkrid mktcid ncid nicam
ocid oref pgtype pinned_post_asset_id pinned_post_locator pinned_post_type recirc referringsource
reflink refsrc rref s_campaign s_cid sc_camp sc_campaign sc_channel sc_cmp sc_content sc_medium
sc_source smid smprod smtyp snr source_medium sref srnd taid tpcc traffic_source trafficsource trk
trkcampaign wprov wtmc xcust xtatc xtcr xtmc xtnp xtor xtref yptr zarsrc
""".split()

TRACKING = frozenset([*_CLICKS, *_SOCIAL, *_MAIL, *_ANALYTICS])
"""Where the reader came from; no server needs them to answer."""

TRACKING_PREFIXES = tuple(
    """
    __cft__ __xts__ at_ atc_ ga_ hsa_ int_ itm_ matomo_ mtm_ ns_ piwik_ pk_ sfmc_ trk_ utm- utm_
    vero_ wt. wt_
    """.split()
)
"""Beginnings of more such names."""

REFERRER = frozenset(
    """
    campaign medium mod origin partner ref ref_ referal referer referral referrer share shared
    sharetype source via
    """.split()
)
"""Mostly where the reader came from, now and then what is asked for: a name, seldom a number."""

CHANNEL = frozenset("affiliate channel cid feature from nl pos promo refid social src".split())
"""The same, but only a value that tells of a way to the page can be trusted."""

CHANNEL_WORDS = frozenset(
    """
    android app bluesky bsky chatgpt copy email facebook fb feed feedburner feedly flipboard footer
    gnews google googlenews header home homepage hp instagram ios linkedin mail mastodon messenger
    mobile msn nav newsletter pinterest push reddit rss share sidebar smartnews social socialflow
    telegram threads tiktok tw tweet twitter whatsapp widget yahoo youtube
    """.split()
)
"""Words of a value that tell of a way to the page."""

SIDE = frozenset(
    """
    _ access_token accesstoken cachebuster campaign_id campaignid cn-reloaded gift instance_id
    nocache noredirect replytocom rss sharetoken unlocked_article_code
    """.split()
)
"""Not what is asked for where something else says that."""

SESSION = frozenset("cfid cftoken jsessionid oscsid phpsessid sessid zenid".split())
"""Who reads, whatever the value."""

SESSION_PREFIX = "aspsessionid"
"""Beginning of one more such name."""

PERHAPS_SESSION = frozenset("s sess session session_id sessionid sesskey sh si sid token".split())
"""Who reads, if the value has the shape of a session's id."""

PAGING = frozenset("limit offset page paged pg start".split())
"""Which part of a list or an article; does not tell of which one."""

VIEW_SWITCHES = frozenset(
    "_amp amp amp_markup is_amp isamp mobile noamp pf single_page singlepage usemobile".split()
)
"""Show the same article in another way when they are switched on or off."""

VIEW_SWITCH_PREFIX = "print"
"""Beginning of more such names."""

SWITCH_VALUES = frozenset(
    ["", *"0 1 all amp f false mobile n no off on print t true y yes".split()],
)
"""Values of a switch."""

_PRINT_OR_AMP = frozenset("amp mobile print printable printer".split())

VIEW_CHOICES = {
    "action": frozenset(["click", "print", "printable"]),
    "display": _PRINT_OR_AMP,
    "do": frozenset(["print"]),
    "format": _PRINT_OR_AMP,
    "layout": _PRINT_OR_AMP,
    "mode": _PRINT_OR_AMP,
    "output": _PRINT_OR_AMP,
    "outputtype": _PRINT_OR_AMP,
    "pagewanted": frozenset(["all", "print"]),
    "page": frozenset(["print"]),
    "style": frozenset(["print"]),
    "template": _PRINT_OR_AMP,
    "tmpl": frozenset(["component", "print"]),
    "type": frozenset(["amp", "print"]),
    "version": _PRINT_OR_AMP,
    "view": _PRINT_OR_AMP,
}
"""Show the same article in another way when they have one of these values."""
