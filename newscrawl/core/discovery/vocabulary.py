"""Words in addresses, class names and link texts that tell what a link is for.

Addresses and texts are compared in lower case. Words of many languages stand side by side: an
address rarely says which language it is in, and the words hardly collide.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SECTION_SEGMENTS = _words("""
    category categories cat section sections rubrik rubriken rubrique rubriques ressort ressorts
    seccion secciones categoria categorias categorie sezione sezioni secao editoria kategorie
    kategori kategoria kategorija kategoriya rubric rubrica rubriek rubrik-news channel channels
    kanal desk vertical
""")
TAG_SEGMENTS = _words("""
    tag tags topic topics keyword keywords thema themen theme themes tema temas sujet sujets
    etiqueta etiquetas etiket etichetta schlagwort schlagworte stichwort mot-cle tagged label
    labels hashtag onderwerp onderwerpen emne amne argomento argomenti temat tagi
""")
AUTHOR_SEGMENTS = _words("""
    author authors autor autores autoren autorzy autore autori auteur auteurs byline people person
    profile profiles profil profiel writer writers journalist journalists journaliste redakteur
    redakteure firma firmas columnist columnists staff user users member contributor contributors
    contributor-profile reporter reporters forfatter kirjoittaja yazar yazarlar
""")
# Words that hardly ever stand in an article's own address.
SURE_ARCHIVE_SEGMENTS = _words("""
    tag tags hashtag keyword keywords tagged author authors autor autores autoren auteur auteurs
    byline category categories
""")
SECTION_PARAMETERS = _words("""
    cat category section rubrique ressort
""")
ARTICLE_SEGMENTS = _words("""
    article articles artikel artikels artikkel articolo articoli articulo articulos artigo artigos
    artykul story stories storyline news-story nyheter noticia noticias noticia-detalhe actualite
    actualites post posts p read lire meldung beitrag statya haber
""")
SERVICE_SEGMENTS = _words("""
    about about-us aboutus contact contact-us contactus contacts privacy privacy-policy
    privacypolicy privacy-notice terms terms-of-use terms-of-service terms-and-conditions tos
    cookies cookie-policy cookie-statement legal legal-notice disclaimer imprint impressum
    datenschutz agb kontakt ueber-uns uber-uns mentions-legales politique-de-confidentialite cgu
    cgv confidentialite qui-sommes-nous aviso-legal politica-de-privacidad privacidad contacto
    contatti contato chi-siamo quem-somos quienes-somos sobre-nosotros privacidade advertise
    advertising advertise-with-us advertisers adverts mediadaten media-kit mediakit werbung
    publicidad publicite pubblicita anuncie jobs careers career karriere vacancies stellenmarkt
    subscribe subscription subscriptions subscriber abo abonnement abonnements abonnieren
    abonnez-vous suscripcion suscribete assinatura assine abbonamenti abbonati membership donate
    donation donations donar spenden faire-un-don support-us faq faqs help aide hilfe ayuda aiuto
    ajuda hjelp hjalp accessibility barrierefreiheit sitemap-html newsletter newsletters
    newsletter-signup email-signup app apps mobile-apps shop store boutique tienda loja ethics
    ethics-policy editorial-guidelines editorial-standards corrections-policy masthead our-team
    do-not-sell ccpa copyright closed-captioning public-file fcc-public-file ad-choices adchoices
    archive-request reprints
""")
SERVICE_WORDS = _words("""
    privacy cookie cookies terms advertise advertising subscribe subscription newsletter
    newsletters impressum datenschutz contact careers donate accessibility disclaimer faq kontakt
    abonnement masthead
""")
SERVICE_TEXTS = frozenset(
    {
        "read more",
        "more",
        "see all",
        "view all",
        "show all",
        "all",
        "log in",
        "sign in",
        "sign up",
        "subscribe",
        "home",
        "more news",
        "view more",
        "see more",
        "learn more",
        "about us",
        "contact us",
        "follow us",
        "back to top",
    }
)
# First segments of what is news-like but no article: shows, prices, weather, shopping, games.
ODD_SEGMENTS = _words("""
    weather traffic radar podcast podcasts show shows watch live livestream tv tv-guide schedule
    programs program price prices stocks quote quotes markets-data crossword crosswords games
    puzzles horoscopes horoscope lottery lotto obituaries classifieds coupons deals events event
    calendar video videos gallery galleries photos photo audio listen stream series collection
    collections group data scores scoreboard standings team teams player players recipes directory
    apps
""")
SPONSORED_SEGMENTS = _words("""
    sponsored sponsored-content sponsor-content partner-content partnercontent paid-content
    paidpost paid-post brand-studio brandstudio branded brandvoice advertorial promoted native
    anzeige publirreportaje contenu-partenaire product products bestcovery shopping coupons deals
""")
ACTION_WORDS = _words("""
    join submit sign subscribe donate contact advertise download follow
""")
ACCOUNT_SEGMENTS = _words("""
    login log-in signin sign-in signup sign-up register registration logout log-out account
    my-account myaccount accounts anmelden anmeldung registrieren connexion inscription
    iniciar-sesion entrar acceso accedi registrati wp-login.php wp-login password forgot-password
    reset-password lost-password checkout cart basket warenkorb panier
""")
SEARCH_SEGMENTS = _words("""
    search suche recherche buscar busca busqueda ricerca zoeken sok haku szukaj arama
""")
SEARCH_PARAMETERS = _words("""
    s q query search keywords suche recherche buscar
""")
SHARE_SEGMENTS = _words("""
    share sharer sharer.php share.php email-article emailarticle send-to-friend
""")
SHARE_PARAMETERS = _words("""
    share replytocom share_id shared
""")
PRINT_SEGMENTS = _words("""
    print printable print-view printview druck druckversion imprimir imprimer stampa
""")
PRINT_PARAMETERS = _words("""
    print printable printview print_view
""")
FACET_PARAMETERS = _words("""
    orderby order order_by sort sortby sort_by sortorder view viewmode layout filter filters
    filterby filter_by dir direction per_page perpage limit mode display variant
""")
SESSION_PARAMETERS = _words("""
    sid session sessionid session_id sess phpsessid jsessionid aspsessionid cfid cftoken zenid
    oscsid s_id
""")
PAGE_PARAMETERS = _words("""
    page paged pg pagenum page_num pageno page_no pagina seite p_no start offset from_page
""")
PAGE_SEGMENTS = _words("""
    page pages p seite pagina page-number sida side sivu strona sayfa strana stranka
""")
COMMENT_SEGMENTS = _words("""
    trackback comment comments kommentare commentaires comentarios
""")
FEED_SEGMENTS = _words("""
    feed feeds rss rss2 rss.xml feed.xml atom atom.xml index.xml index.rdf feed.json rdf rss.php
    feed.rss
""")
MACHINE_SEGMENTS = _words("""
    cdn-cgi _next _nuxt xmlrpc.php cgi-bin admin administrator api ajax graphql oembed
""")
MACHINE_PARAMETERS = _words("""
    rest_route attachment_id preview preview_id doing_wp_cron wc-ajax
""")
WORDPRESS_SEGMENTS = _words("""
    wp-admin wp-content wp-includes wp-json wp-login.php wp-signup.php wp-cron.php
    wp-trackback.php wp-comments-post.php
""")
ID_PARAMETERS = _words("""
    id p aid nid articleid article_id newsid news_id storyid story_id artid contentid docid itemid
""")
ARCHIVE_SEGMENTS = _words("""
    archive archives archiv archivio archivo arquivo arkiv date calendar kalender events event
    agenda
""")
MEDIA_SUFFIXES = _words("""
    jpg jpeg png gif webp avif svg ico bmp tif tiff heic mp3 m4a ogg oga wav flac aac mp4 m4v mov
    avi mkv webm wmv flv mpg mpeg m3u8 pdf doc docx xls xlsx ppt pptx odt ods odp rtf epub mobi
    zip rar gz tgz bz2 xz 7z tar exe dmg apk ipa iso bin css js mjs woff woff2 ttf eot otf ics vcf
    csv json txt swf torrent kml kmz psd eps
""")
