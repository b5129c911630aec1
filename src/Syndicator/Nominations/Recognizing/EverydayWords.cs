using System.Collections.Frozen;

namespace Syndicator.Nominations.Recognizing;

/// <summary>
/// Words that a sentence is made of, in the languages that people write to us in: never taken for a crate's name when nothing else says so. Left out on purpose
/// are words that well-known crates are called by and that seldom stand beside a tag: <c>clap</c>, <c>rocket</c>, <c>image</c>.
/// </summary>
internal static class EverydayWords
{
    private static readonly FrozenSet<string> s_all = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        [.. $"{English} {Talk} {German} {French} {Iberian} {Italian} {Dutch} {Northern} {Polish}".Split(' ', StringSplitOptions.RemoveEmptyEntries)]
    );

    private static readonly string[] s_endings =
    [
        "ly",
        "ing",
        "ed",
        "tion",
        "tions",
        "sion",
        "ness",
        "ment",
        "ful",
        "ous",
        "able",
        "ible",
        "ive",
        "ish",
        "ies",
        "iest",
        "worthy",
        "ity",
        "ance",
        "ence",
        "ism",
        "ists",
        "ung",
        "lich",
        "keit",
        "heit",
        "mente",
        "ment",
        "ción",
    ];

    private const string English =
        "a able about above absolute absolutely accept according account across act action actual actually add added adding addition admit adore after afternoon again "
        + "against age ago agree agreed agrees ah ahead all allow allows almost alone along already also alternative although always am amazed amazing among an and announce "
        + "announced announcement announcements another answer answers any anybody anymore anyone anything anyway anywhere apparently appear appears appreciate appreciated "
        + "approach are area around arrive arrived article articles as aside ask asked asking asks at author authors available aw away awesome awful aww baby back backwards bad badly "
        + "based basic basically be beautiful beautifully became because become becomes been before began begin beginner beginning behind being believe below best bet "
        + "better between beyond big bigger biggest bit bits blazing blazingly blog blogs blows book books boring both bother bottom boy bravo break bring bringing brings broke "
        + "broken brought bug bugs build building builds built bunch business busy but buy by bye cheap cheaper click clicks follower followers call called calling calls came campaign can cannot cant candidate candidates "
        + "care careful case cases cause celebrate center certain certainly challenge chance change changed changes changing check checked checking checks cheers child choice "
        + "choices choose chooses chosen chose clean clear clearly clever close closed closer closes code coding coffee cold colleague colleagues come comes coming comment "
        + "comments commit common community company compare compared compile compiled compiler compiles complete completely concept congrats congratulations consider "
        + "considered considering contender contenders content continue contribute contributor contributors control cool correct cost could couldnt count counts couple course "
        + "coworker coworkers craft crate crates crazy created creates creating creator creators credit curious current currently cute cycle daily damn dark data date day days "
        + "dead deadline deal dear decade decide decided decides decision deep def definitely definite delight delightful depend dependencies dependency depends deserve deserved "
        + "deserves deserving design designed desk despite detail details developer developers devs did didnt die differ different difficult direct directly discover "
        + "discovered discovering discovery discuss discussed discussion do docs documentation documented does doesnt doing done dont door doubt down download draft dream drop dropped "
        + "drumroll due during each eagerly earlier early easier easiest easily easy edge edition editor editors effort eh either elegant else email end ended ends enjoy enjoyed "
        + "enjoying enormous enough entire entirely entries entry episode equal error errors especially essential etc even evening ever every everybody everyday everyone everything everywhere "
        + "evidence exact exactly example examples excellent except excited exciting excuse exist existing exists expect expected expects experience explain explained extra "
        + "extremely eyes fabulous fact fail fails fair fairly fall family fan fans fantastic far fast faster fastest fault favorite favorites favourite favourites feature features "
        + "feel feeling feels feels fellow felt few field figure figured file files final finally find finding finds fine finish finished first fit fits five fix fixed fixes flat "
        + "folks follow followed following food fool for forever forget forgot form former forum forward found four free fresh friday friend friendly friends from front full fully fun funny "
        + "further future gained game gave gem gems general generally genius genuinely get gets getting gift give given gives giving glad go goal god goes going gold gone gonna "
        + "good goodness gorgeous got gotta gotten grab grand grateful great greatest green grew ground group grow growing guess guessing guide guy guys ha had haha hahaha half "
        + "hand hands handy hang happen happened happening happens happy hard hardly has hate have havent having he head hear heard heart hello help helped helpful helping helps hence "
        + "her here heres hers hey hi hidden hide high higher highly him hint his hit hm hmm hmmm hold holds holiday holy home honest honestly honor honorable honour hope hoped hopefully "
        + "hopes hoping hot hour hours house how however huge hundred hurray i idea ideas if im imagine immediately impact important impossible impressed impressive improve "
        + "improved improvement in include included includes including incredible incredibly indeed info information inside insane inspired instance instead intended interest "
        + "interested interesting into introduce introducing is isnt issue issues it item its itself ive job join joined joke joking joy judge july june just keen keep keeping "
        + "keeps kept kid kidding kids kind kinda kindly kinds knew know knowing known knows kudos lack language last lasts late lately later latest laugh launch launched launching lazy lead "
        + "learn learned learning least leave leaves left legend legendary less let lets letter level lib library libraries libs life light like liked likely likes limit line "
        + "lines link linked links list listed little live lived lives living ll load lol long longer look looked looking looks lose lost lot lots love loved lovely loves loving "
        + "low luck lucky lunch mad made magic magical main mainly maintain maintained maintainer maintainers make maker makers makes making man many march mark massive master match material "
        + "matter matters may maybe me mean meaning means meant meanwhile media meet member members mention mentioned mentions merry message met midnight might million mind mine minor "
        + "minute minutes miss missed missing mistake mm mmm moment moments monday money month months more morning most mostly mother mouth move moved moving much music must my "
        + "myself name named names nay near nearly neat necessary need needed needs neither never new newer newest news newsletter next nice nicely nicer night nine no nobody "
        + "nominate nominated nominates nominating nomination nominations nominee nominees non none nope nor normal normally not note notes nothing notice noticed now nowhere number "
        + "numbers obvious obviously occasion of off offer offered offers office often oh ok okay old older omg on once one ones only onto open opened opening opens opinion "
        + "opportunity option options or order ordinary original other others otherwise ought our ours ourselves out outside outstanding over overall own owned owner page pages paid pain paper part "
        + "particular particularly parts party pass passed passing past pay people per perfect perfection perfectly perhaps period person personal personally pick picked picking picks piece "
        + "place places plain plan planned planning plans play played playing please pls plz plug plus point points poll pool poor popular position possible possibly post posted "
        + "posting posts power powerful practical practice praise prefer prepare present pretty previous previously price probably problem problems process produce product "
        + "production program programmer programmers programming programs progress project projects promise proof proper properly proposal propose proposed proud prove proves provide provided provides pub public "
        + "publish published pull pun pure purpose push put puts putting quality question questions quick quickly quiet quite quote quotes race rad raise ran random range rare rather rate rating ratio re "
        + "reach react read reader readers reading ready real really reason reasons recall receive recent recently recommend recommendation recommendations recommended recommending "
        + "record red reference regarding regular regularly related release released releases releasing relevant remain remarkable remember remind reminder removed replace "
        + "replaced replaces replies reply report repo reposit request required rescue respect rest result results retweet return review rid ridiculous ridiculously right "
        + "rip road robust rock rocks role room round rule rules run running runs runner rustacean rustaceans rustlang sad safe safely said same sample sat saturday save saved saves saving saw say "
        + "saying says scene schedule school score search season seat second seconded seconding seconds secret section see seeing seek seem seemed seems seen selected selection self send sending sense sent "
        + "serious seriously service set sets setting seven several shall shame shameless share shared sharing she shiny ship shipped shipping ships shock short shortly shot should "
        + "shoulda shouldnt shout shoutout show showed showing shown shows shut sick side sigh sign silly similar simple simpler simplest simply since single sir sit site sitting six skip sleep slept slick slow "
        + "slower small smaller smart smile smooth so social soft software sold solid solution solutions solve solved solves some somebody someday somehow someone something sometime sometimes somewhat somewhere "
        + "song soon sorry sort sorts sound sounds source space speak speaking special specially specific speed spend spent sponsor spot spread spring staff stage stand standard stars start started "
        + "starting starts state stay stays step steps stick still stop stops store story straight strange strong strongly struggle stuff stunning style sub subject submission submissions submit "
        + "submitted submitting subscribe succeed success such sudden suddenly suggest suggested suggesting suggestion suggestions summer sun sunday super superb support supported supporting supports suppose "
        + "supposed sure surely surprise surprised surprising surprisingly sweet switch switched system table tag tagged tagging tags take taken takes taking talk talking talks taste "
        + "taught teach team teammate teams tech tell telling tells ten terrible terrific test tested testing than thank thanks that thats the their theirs them themselves then there therefore theres these "
        + "they theyre thing things think thinking thinks third this those though thought thoughts thousand thread three threw thrilled through throughout throw thumbs thursday thus thx tidy tight till time "
        + "timeline times tiny tip tired title to today together told tomorrow tonight too took tool tooling tools top topic total totally touch tough toward towards tricky tried "
        + "tries trouble truly trust truth try trying tuesday turn turned turns tweet tweets twice twir two tx type ugh ultimate um under underrated understand understanding understood unfortunately "
        + "unique unless unlike until up update updated updates upon ups upvote upvoted us usable usage use used useful user users uses using usual usually vacation valid value various ve "
        + "version versions very via video view views visit voice vote voted voter voters votes voting wait waited waiting walk wall wanna want wanted wanting wants was wasnt waste watch watched watching way "
        + "ways we weak wear web website wednesday week weekend weekly weeks weird welcome well went were werent weve what whatever whats when whenever where whereas wherever whether which while "
        + "white who whoever whole whom whose whos why wide wild will willing win winner winners winning wins winter wise wish wished wishes wishing with within without woman won wonder wondered "
        + "wonderful wondering wont woo word words work worked working works world worlds worried worry worse worst worth worthy would wouldnt wow write writes writing written wrong wrote wtf "
        + "x xd xoxo y ya yall yay yea yeah year years yep yes yesterday yet you youd young your youre yours yourself yup zero zone";

    private const string Talk =
        "afaik afaict anyways aka asap atm boost brb btw cfp contributors cotw crateoftheweek cw dm dms edit eof fa faq ffs fomo ftw fwiw fyi gg gl gm gn gt hashtag hashtags hth icymi idk "
        + "iirc im imho imo iow irl lgtm lmao lmk lmfao mastodon meme memes mfw min mins msg mvp nb np nsfw nvm obv ofc op ot otoh pinned pm ppl pr prs qotw quoteoftheweek rfc rfcs rofl rt rtfm rust rustconf "
        + "sth tba tbd tbf tbh tbt til tldr ty tyvm vs wdym wip wrt yw yolo goat goated chef kiss slay bruh bro dude sis fave faves fav favs legit lowkey highkey peak dope epic fab meh yikes oof "
        + "oops sigh bah duh gee gosh jeez phew psst shh whoa woah wowza yippee hooray kudos props respect salute cheerio howdy yo sup greetings hiya ciao bye later stay tuned airdrop crypto nft giveaway promo followers win free";

    private const string German =
        "aber abstimmung ach egal passt stimmt glaube glauben verstehe versteht warte hätte hätten wollen sollten dürfen braucht liebsten einfache einfacher hilfreich nützlich super klar eigentlich vielleicht alle allem allen aller alles als also alt am an andere anderen anderes ans auch auf aus bald bei beim beispiel bekommt besser besten bestes bestimmt bin bis bisher "
        + "bist bitte brauche braucht cool da dabei dachte dafür daher dahin damit danach danke dann daran darauf darf darüber das dass dasselbe davon dazu dein deine deinen dem den denke denn der deren des deshalb "
        + "dessen deswegen deutlich dich die dies diese diesem diesen dieser dieses dir doch dort du durch eben echt eh eher ein eine einem einen einer eines einfach eins empfehle empfehlen empfehlung endlich er erst es etwas "
        + "euch euer eure fast fehlt finde findet frage fragen freitag früher für ganz gar geht gehts gehört genau genial gerade gern gerne gestern gewinnt gewonnen ging gibt gleich großartig gut gute guten guter gutes habe "
        + "haben halt hallo hab hast hat hatte heute hier hilft hilfe hinter hoffe ich ihm ihn ihnen ihr ihre im immer in ins ist ja jahr jede jeden jeder jedes jedoch jemand jetzt kann kandidat kandidaten kann kein keine keinen kennt klar "
        + "klasse kleine kommt können könnte krass kurz lange leider letzte letzten lieber liebe lieblings los mach mache machen macht mal man manchmal mehr mein meine meinem meinen meiner meines meinung meist mich mir mit "
        + "mittwoch möchte montag morgen muss müssen nach nächste nächsten nämlich natürlich neben nein neu neue neuen neues nicht nichts nie niemand noch nominiere nominieren nominiert nominierung nominierungen nun nur nutze nutzt ob oder ohne paar prima "
        + "richtig runde sache sagen sagt schade schlage schlecht schnell schon schön schöne sehr sei sein seine seit selber selbst sich sicher sie sind so sogar soll sollte sondern sonntag sonst spannend spitze stimme stimmen super tag tage tipp toll "
        + "tolle tolles trotzdem über um und uns unser unsere unter verdient verwende viel viele vielen vielleicht von vor vorschlag vorschläge vorschlagen wahl wann war wäre warum was weg wegen weil weiß weiter welche welcher welches wem wen "
        + "wenig wenn wer werde werden wie wieder will wir wird wirklich wo woche wohl wollte wunderbar würde zeit ziemlich zu zuerst zum zur zwei zwischen";

    private const string French =
        "ai aime alors ami amis après assez au aucun aujourd aussi autre autres aux avant avec avez avoir beau beaucoup bel belle bien bientôt bon bonjour bonne bravo ça car ce cela celle celui ces cet cette chaque chez chose choses "
        + "ci coeur comme comment contre coucou dans de déjà demain depuis dernier dernière des deux devrait dire dit doit donc dont du elle elles en encore enfin entre est et était été être eu fait faire faut fin fois font génial grand gros hier ici "
        + "il ils jamais je jour jours juste la là laisse le les leur leurs lui ma magnifique mais mal matin me meilleur meilleure même mérite merci mes mettre mieux mois moi moins mon monde ne ni nomine nominer nominé nominations non nos notre nous "
        + "nouveau nouvelle nouvelles nul on ont ou où oui outil par parce parfait pas pendant petit petite peu peut plus plutôt pour pourquoi prochain prochaine propose proposer proposition puis quand quel quelle quelque qui quoi regarde rien sa sais sans se semaine ses "
        + "seulement si soit son sont sous suis sur surtout ta tellement temps tes toi ton toujours tous tout toute toutes très trop trouve tu un une utile utilise va vais vers veut veux viens voici voilà voir vos voter votre vous vraiment vu";

    private const string Iberian =
        "acho agora ahí ahora algo alguém alguien algum algún alguna alguno allí amigo amigos amo antes año ano aquí aqui así assim aún ainda aunque ayer bem bien boa bom buen buena bueno cada caixa caja candidata candidato casi coisa como con contra cosa cual cuál "
        + "cualquier cuando cuándo da dar de debe deberia debería decir del demasiado dentro des desde después depois deve dia día dias dice dos durante é el ela ele eles ella ellos em en encanta encima entonces então entre era es esa ese eso essa esse esta está están estas este esto "
        + "estou estoy eu excelente fácil falta favor favorita favorito foi fue fui ganar ganó genial gosto gracias gran grande gusta ha hace hacer hacia han hasta hay he hermosa hola hora hoy hoje incrível increíble isso isto ja já jamás la las le les linda lindo lo logo los luego más mas "
        + "mayor me mejor melhor melhores menos meu mi mía mientras minha mío mis mismo momento muito muita mucho muchas muchos mundo muy nada nadie não nao nem ni ninguém nome nombre nomino nominar nominación nominado nomeação no nos nossa nosso nosotros nova novo nuestra nueva nuevo nunca o obrigada obrigado "
        + "ojalá ola olá os ótimo otra otro ou outra outro para parece pela pelo perfecto perfeito pero personas poco pode pois por porque pôr pra pues puede qual qualquer quando que qué quem quer quero quien quién quiero quizás sabe se sea segundo seja sem semana ser será sería seu si sí siempre sim sin sobre "
        + "sólo solo sou soy su sua sugerencia sugestão sugiero sus también também tan tanto te tem tener tengo tenho ti tiempo tiene toda todas todo todos trabajo tu tú tudo um uma un una uno unos usa usar uso vai vale valor vamos vem ver vez vida voto vota votos vou voy vos y ya yo";

    private const string Italian =
        "a abbiamo adesso agli ai al alla allora altra altro anche ancora andare appena assolutamente avere bella bellissima bellissimo bello bene bravi bravissimi buon buona buono casa che chi ci ciao come con cosa così da dal dalla davvero degli dei del della delle di dire dopo dove due e è ecco era essere fa facile fare finalmente "
        + "fra già giorno gli grande grandi grazie ha hai hanno ho il in infatti io la lavoro le lei li lo loro lui ma mai me meglio meno meritato mi mia migliore migliori molto mondo ne nel nella nessuno niente noi nome nomina nominare non nostra nostro nulla nuovo o oggi ogni oltre ora ottimo per perché perfetto però più po poco poi posso prima proprio proposta "
        + "propongo puo può qua quale qualche qualcosa qualcuno quando quanto quella quello questa queste questi questo qui quindi sarà scelta se sei sempre senza settimana si sì sia siamo sono sopra soprattutto sta stato su sua subito sul suo tanto te tempo ti tra troppo tua tutti tutto un una uno va vedere veramente verso vi viene voglio voi volta vorrei vostro votare voto";

    private const string Dutch =
        "aan af al alle alleen als altijd ander anders bedankt beetje ben beste bij blij daar dag dan dank dat de deze die dit doen door dus een echt eens eerst eigenlijk en er erg even fijn ga gaan gaat gaaf geef geen genomineerd geweldig gewoon goed goede graag haar had heb hebben heeft heel hem hen het hier hij hoe hun iedereen iemand iets ik in is ja jaar je jij jouw jullie kan "
        + "keer kom komt kon kun kunnen laat laatste later leuk leuke maak maar maken man mee meer mens met mij mijn mis moet moeten mooi mooie morgen naar natuurlijk nee niemand niet niets nieuw nieuwe nog nomineer nominatie nooit nu of om omdat onder ons onze ook op over prachtig snel soms stem stemmen steeds stuk te tegen terug tijd toch toen tot twee u uit uur van vandaag vanuit vanwege veel verder verdient "
        + "voor voorstel vooral vraag vrij waar waarom want was wat wat we weer wel welke werk wie wij wil willen worden wordt zal zeer zegt zeker zelf ze zich zie zien zij zijn zo zoals zonder zou";

    private const string Northern =
        "alla allt andra aldrig att av bara bra bli blir borde både den denna deras dess det detta dig din du där då efter eller ett finns flera fick få får för förra gillar god gott gånger göra hade han har hej henne hon honom hur här i idag igen ikke inga ingen inte jag ja kan kanske kommer kunde lite man med mej men mig min mot mycket måste nej ni nominerar nu ny nya när något och också "
        + "om oss på sedan sen sig sin själv ska skulle snart som så tack tid till tillbaka under upp ut utan vad var varför vecka veckans vem vi vid vilken ville vår är även över af alle at bare blive da de dem den der dig din dit du efter en er et for fra få før god gør ham han har havde hun hvad hvor hvordan hvorfor ikke jeg kan kom lidt løs man meget mere mig min mit nej noget nok nu når og også op os "
        + "på sig sin skal som så tak til tror uge ugens var vi vil være blir bør både dere deg denne dette du eller etter gjør hva hvem hvis ikke jeg jeg kanskje kunne mange meg mer noe norsk nå når også seg selv sin skal skulle takk tror uke ukens ut være vår";

    private const string Polish =
        "albo ale ani bardzo bez bo brawo był było być był chce ci co coś czas czego czy czyli dla dlaczego dlatego do dobra dobre dobry dobrze dziś dzięki dziękuję fajne fajny gdy gdzie go głos głosuję i ich ile im inne ja jak jaka jaki jako jakie je jednak jego jej jest jestem jeszcze jeśli już każdy kiedy kto która które który ktoś lub ma mam mi mnie moja moje może można mój mu musi my na nad nam nas "
        + "nasz nawet nie nic nich nigdy niż no nominacja nominuję nowa nowe nowy o od on ona one oni oraz po pod polecam poza proponuję propozycja przed przez przy raz razem są się sobie super świetna świetne świetny ta tak także tam te tego tej ten teraz też to tu twój ty tydzień tygodnia tylko tym u w we więc wszystko z za zawsze ze że żeby";

    public static bool Contains(string word) =>
        s_all.Contains(word) || (word.Contains('\'') && s_all.Contains(word.Replace("'", "", StringComparison.Ordinal)));

    /// <summary>Whether it is built like a word of a sentence: good enough to doubt it, not to refuse it.</summary>
    public static bool HasOrdinaryEnding(string word) =>
        word.Length > 4 && s_endings.Any(ending => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
