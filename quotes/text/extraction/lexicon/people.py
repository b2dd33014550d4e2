"""Titles, given names by gender, and words that tell a person from a place or a body."""

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sen senator sens rep representative gov governor gen "
    "general lt col sgt capt captain colonel lieutenant sergeant admiral adm major maj "
    "president vice-president vice prime minister chancellor king queen prince princess pope "
    "cardinal archbishop bishop rev reverend father sister sir lord lady dame mayor judge "
    "justice chief staff secretary speaker ambassador congressman congresswoman assemblyman "
    "assemblywoman councilman councilwoman councillor commissioner sheriff officer detective "
    "director chairman chairwoman chair attorney treasurer deputy former then-president "
    "ex-president president-elect coach rabbi imam sheikh emir sultan premier first majority "
    "minority leader whip house senate state defense foreign interior treasury republican "
    "democratic democrat gop reps comedian actor actress singer author journalist host anchor "
    "senators presidents professors justices judges governors representatives ministers mayors "
    "billionaire businessman opposition us u.s. british french german israeli russian american "
    "chinese mexican iranian syrian turkish iraqi egyptian saudi canadian australian indian "
    "japanese ex-governor ex-senator under-secretary undersecretary spokesman spokeswoman "
    "spokesperson supreme court district superintendent crown emeritus hon editor reporter "
    "correspondent candidate nominee strategist pollster adviser aide manager counsel "
    "prosecutor economist analyst lawyer pres top longtime alderman".split()
)
HONORIFICS_MALE = frozenset(
    "mr sir lord king prince father congressman councilman chairman assemblyman emir sultan "
    "spokesman businessman actor".split()
)  # fmt: skip
HONORIFICS_FEMALE = frozenset(
    "mrs ms miss lady dame queen princess sister congresswoman councilwoman chairwoman "
    "assemblywoman spokeswoman actress businesswoman".split()
)  # fmt: skip
# Roles that later stand alone: “the president”, “the senator”.
ROLES = frozenset(
    "president senator governor mayor judge justice congressman congresswoman representative "
    "speaker chancellor pope king queen prince princess minister secretary ambassador professor "
    "general chairman chairwoman commissioner sheriff officer director candidate nominee "
    "spokesman spokeswoman attorney lawyer prosecutor billionaire businessman host anchor "
    "author actor actress singer comedian coach strategist pollster manager adviser aide "
    "engineer economist doctor nurse teacher analyst neurosurgeon mogul journalist reporter "
    "editor columnist".split()
)

MALE_NAMES = frozenset(
    "aaron abdul al abdullah abraham adam adrian ahmad ahmed alan albert alberto alec alejandro "
    "aleksandr alex alexander alexei alfonso alfred ali allan allen alvin amir amit anand "
    "anders andre andreas andrei andres andrew andy angelo anthony antonin antonio antony anwar "
    "ari arjun arnold arthur arturo ashton asif austin avi barack barney barry bart bashar "
    "basil ben benedict benjamin bennie benny bernard bernie bert bill billy bjorn blake bob "
    "bobby boris brad bradley brandon brendan brent bret brett brian bruce bruno bryan bud "
    "byron caleb calvin cameron carl carlos carlo carter cecil cedric chad charles charlie "
    "chester chris christian christoph christopher chuck clarence clark claude clay clayton "
    "clint clinton clive cliff clifford cody colin conor corey cornelius cory craig curt curtis "
    "cyril dale damian damon dan daniel danny dario darrell darren darryl dave david davis dean "
    "declan dennis denis derek derrick desmond devin dick diego dieter dimitri dinesh dirk "
    "dmitri dmitry dominic dominik don donald doug douglas duncan dustin dwayne dwight dylan "
    "earl ed eddie edgar eduardo edward edwin eli elias elijah elliot elliott elmer elon "
    "emanuel emil emilio emmanuel enrique eric erik ernest ernesto ernie erwin esteban ethan "
    "eugene evan ezra fabian faisal farhan felipe felix ferdinand fernando fidel finn floyd "
    "francesco francis francisco francois frank frankie franklin franz fred freddie frederic "
    "frederick fredrik friedrich gabriel gareth garrett gary gavin gene geoff geoffrey george "
    "gerald gerard gerhard gerry giancarlo gideon gilbert giles giovanni giuseppe glen glenn "
    "gordon graham grant greg gregg gregory guillermo gunther gus gustav gustavo guy hamid "
    "hamza hank hans harold harris harrison harry harvey hassan hector heinrich heinz helmut "
    "henri henrik henry herb herbert herman hernan hiroshi horace horst howard hubert hugh hugo "
    "hussein ian ibrahim igor ilya imran ira isaac ismail israel ivan jack jackson jacob "
    "jacques jaime jake jamal james jamie jan jared jason javier jay jeb jed jeff jefferson "
    "jeffrey jens jeremiah jeremy jerome jerry jesse jesus jim jimmy joachim joaquin joe joel "
    "joey johan johannes john johnny jon jonah jonas jonathan jordan jorge jose josef joseph "
    "josh joshua juan juergen julian julio julius jurgen justin kamal kareem karim karl keith "
    "keir ken kenneth kenny kent kenji kerry kevin khaled khalid khalil kieran kim kirk klaus "
    "kofi konrad kurt kyle lamar lance larry lars lawrence lee leif len leo leon leonard "
    "leonardo leonid leroy leslie lester lewis liam lindsey lloyd logan lorenzo lou louie louis "
    "luc luca lucas luciano luis luka lukas luke luther mahmoud malcolm malik manuel marc "
    "marcel marco marcos marcus mario marion mark marshall martin marty marvin massimo mateo "
    "mathias matt matteo matthew matthias maurice mauricio max maxim maxwell mehmet mel melvin "
    "michael michel miguel mihail mike mikhail miles milo milton mitch mitchell mitt mo mohamed "
    "mohammad mohammed morgan morris moses moshe muhammad murray mustafa naftali narendra "
    "nasser nate nathan nathaniel ned neil nelson newt nicholas nick nicolas nicolás niels "
    "nigel nikolai nils noah noam noel nolan norman oleg oliver olivier omar orlando orrin "
    "oscar osama otto owen pablo paolo pascal pat patrick paul paulo pavel pedro per perry pete "
    "peter phil philip philippe phillip pierre pieter preston quentin quincy rafael rahm rahul "
    "raj rajesh ralph ramon ramzi rand randal randall randy rashid raul ravi ray raymond recep "
    "reed reginald reince reinhard rene rex reza ricardo rich richard rick ricky rob robert "
    "roberto robin rocco rod roderick rodney rodrigo roger roland rolf roman ron ronald ronan "
    "ronnie rory ross roy ruben rudolf rudy rupert russ russell rusty ryan saad saddam said "
    "salman sam sami samir samuel sandeep sanjay santiago saul scott sean sebastian serge "
    "sergei sergey sergio seth seymour shane shaun shawn sherrod shimon sid sidney silvio simon "
    "solomon spencer stan stanley stefan stephan stephen steve steven stewart stuart sundar "
    "sven tariq tarek ted terence terrence terry theo theodore thierry thomas thorsten tim "
    "timothy tobias todd tom tomas tommy tony travis trent trevor trey tristan tyler tyrone "
    "ulrich umar uri uwe valentin vernon vic victor vijay viktor vince vincent vincenzo vinod "
    "virgil vitaly vladimir volodymyr wade wallace walter warren wayne wendell werner wesley "
    "wilbur wilfred will willard willem william willie winston wolf wolfgang woody xavier yair "
    "yasser yitzhak yoav yousef youssef yuri yusuf yves zac zach zachary zack zaid ziad denzel "
    "deval dikembe donnie doyle dom huma's kanye lincoln marlon mick mickey reggie rush sheldon "
    "tucker tulsi's wes whit dov chet chip cliven dana's tad jeh ammon lavoy kasim raphael "
    "roscoe sonny vaughn verne wally".split()
)
FEMALE_NAMES = frozenset(
    "abby abigail ada adele adriana agnes aisha alana alexandra alexandria alexis alice alicia "
    "alina alison allison alma alyssa amal amanda amber amelia amina amy ana anastasia andrea "
    "angela angelina angie anita ann anna annabel anne annette annie antonia april arianna "
    "ariel arlene ashley astrid audrey aung ava ayesha barbara beatrice becky bella bernadette "
    "bertha beth bethany betsy betty beverly bianca birgit bonnie brenda bridget brigitte "
    "brittany brooke camila camille candace candice cara carla carly carmen carol carole "
    "caroline carolyn carrie cassandra cate catherine cathy cecilia cecile celeste celia "
    "charlene charlotte chelsea cheryl chloe christiane christina christine cindy claire clara "
    "clare claudia colleen condoleezza connie constance consuelo cora corinne courtney cristina "
    "crystal cynthia daisy dana daniela danielle daphne darlene dawn deb debbie deborah debra "
    "deirdre delia denise desiree diana diane dianne dilma dina dolores donna dora doris "
    "dorothy edith edna eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella "
    "ellen eloise elsa emilia emily emma erica erika erin esperanza estelle esther ethel "
    "eugenia eva eve evelyn faith fatima fay faye felicia fiona flora florence frances "
    "francesca frida gabriela gabrielle gail geena genevieve georgia georgina geraldine "
    "gertrude gina ginger gisele giulia gladys gloria golda grace greta gretchen gwen gwendolyn "
    "hailey hanna hannah harriet hazel heather heidi helen helena helga henrietta hilary hilda "
    "hillary holly hope huma ida imelda ines ingrid irene iris irma isabel isabella isabelle "
    "ivana ivanka ivy jackie jacqueline jacqui jade jan jane janet janice jasmine jean jeanette "
    "jeanne jeannie jen jenna jennifer jenny jessica jill jo joan joanna joanne jodi jodie "
    "josephine joy joyce juanita judith judy julia juliana julie juliet june justine kamala "
    "kara karen karin kate katharine katherine kathleen kathryn kathy katie katrina katy kay "
    "kayla kayleigh kellyanne kelly kellie kerri kim kimberly kirsten kirsty krista kristen "
    "kristin kristina lana lara laura lauren laurie lea leah leila lena leona leslie leticia "
    "lila lilian lillian lily linda lisa liz liza lizzie lois lola lorena loretta lori lorraine "
    "louisa louise lucia lucille lucy luisa lydia lynda lynn lynne mabel madeleine madeline "
    "madison maggie mandy manuela mara marcia margaret margarita margot maria mariam marian "
    "mariana marianne marie marilyn marina marine marisa marjorie marla marlene marsha marta "
    "martha martina mary maryam maud maureen maxine maya meg megan megyn melania melanie "
    "melinda melissa melody mercedes meredith mia michele michelle mika mildred millie mina "
    "mindy miranda miriam moira molly mona monica monique muriel myra nadia nadine nancy naomi "
    "natalia natalie natasha nellie nettie nicola nicole nikki nina noelle nora norma octavia "
    "olga olivia ornella paige pam pamela pat patrice patricia patsy patti patty paula paulette "
    "pauline pearl peggy penelope penny petra phoebe phyllis polly priscilla priya queenie "
    "rachel rebecca regina renee rhonda rita roberta robyn rochelle rosa rosalie rosalind "
    "rosanna rose rosemary rosie roxanne ruth sabrina sadie sally samantha sandra sara sarah "
    "sasha savannah selena serena shannon sharon sheila shelby shelley shelly sherry shirley "
    "sigrid silvia simone sofia sonia sonja sonya sophia sophie stacey stacy stefanie stella "
    "stephanie sue susan susana susanna susanne suzanne suzy svetlana sybil sylvia tabitha "
    "tamara tammy tania tanya tara tasha tatiana teresa teri terri tess tessa thea thelma "
    "theresa therese tiffany tina toni tracey traci tracy trish trisha trudy tulsi ulrike "
    "ursula valerie vanessa vera verna veronica vicki vicky victoria viola violet virginia "
    "vivian vivien wanda wendy whitney whoopi wilhelmina wilma winifred yasmin yolanda yulia "
    "yvette yvonne zainab zara zelda zoe dee anneke nia keisha lakeisha latoya".split()
)

# A capitalised run that holds one of these is a body, a work or a place, never a person.
BODY_WORDS = frozenset(
    "party university college school institute institution committee commission council "
    "department ministry agency administration house senate congress parliament court "
    "association federation union foundation fund center centre group company corporation corp "
    "inc ltd llc bank news times post press journal tribune herald guardian gazette chronicle "
    "magazine review network media channel radio television tv today daily weekly globe ledger "
    "observer telegraph examiner sun star mirror mail independent express pac campaign project "
    "league society coalition alliance movement force army navy police office bureau board "
    "authority service services systems airlines airways railways rail motors hospital church "
    "museum library club team states nations kingdom republic city county state street avenue "
    "road island islands airport hotel tower building square park river lake mountain valley "
    "beach bay war act bill amendment constitution agreement treaty deal accord plan day week "
    "month year conference convention summit forum caucus primary election debate award awards "
    "prize series bowl cup olympics games show book committee's capitol pentagon kremlin "
    "vatican fbi cia nsa irs epa nato un eu ap cnn nbc abc cbs msnbc fox npr pbs bbc reuters "
    "politico breitbart bloomberg buzzfeed huffpost twitter facebook google apple amazon "
    "microsoft delegation legion gop dnc rnc americans democrats republicans christians muslims "
    "jews catholics evangelicals hispanics latinos voters conservatives liberals research "
    "strategies partners associates holdings consulting solutions watch front line politics "
    "report wire security defense affairs relations rights policy studies science sciences "
    "technology jazeera qaeda arabiya shabab republican democrat democratic".split()
)
PLACES = frozenset(
    "america washington york london paris berlin moscow beijing jerusalem gaza egypt israel "
    "iran iraq syria russia china mexico canada britain england scotland wales ireland france "
    "germany italy spain japan korea india pakistan afghanistan turkey saudi arabia ukraine "
    "europe africa asia california texas florida ohio pennsylvania virginia carolina iowa "
    "hampshire nevada michigan wisconsin illinois indiana georgia alabama mississippi louisiana "
    "arkansas tennessee kentucky missouri kansas oklahoma nebraska dakota montana wyoming "
    "colorado utah arizona idaho oregon alaska hawaii maine vermont massachusetts connecticut "
    "maryland delaware jersey minnesota chicago boston philadelphia cleveland detroit houston "
    "dallas miami orlando atlanta denver seattle francisco angeles vegas vienna brussels geneva "
    "tehran baghdad damascus cairo manhattan brooklyn queens bronx hollywood cuba venezuela "
    "brazil argentina colombia libya lebanon jordan kuwait qatar yemen ankara istanbul rome "
    "madrid tokyo seoul delhi mumbai sydney melbourne australia zealand sweden norway denmark "
    "finland poland hungary austria switzerland greece netherlands belgium portugal vatican "
    "west east north south midwest northeast southeast northwest southwest midlands harbor "
    "harbour".split()
)
PLACE_OPENERS = frozenset(
    "san santa saint fort port mount cape costa puerto palo baton des los las el hong sierra rio "
    "tel abu terre".split()
)
PARTICLES = frozenset(
    "de del della di da dos van von der den ter la le el al bin ibn ben abu du st af av".split()
)
SUFFIXES = frozenset("jr sr ii iii iv jr. sr.".split())
# Given names of women and of men: they tell a person, and no gender.
EPICENE = frozenset(
    "angel avery bailey blair cameron carey cary casey dana dominique drew emery finley gale "
    "guadalupe hadley hayden jackie jaime jamie jean jess jessie jody jordan kelly kendall kerry "
    "kim kris lane lee leigh leslie lindsay lindsey logan loren lynn marion merle morgan nicky "
    "parker pat peyton quinn reese riley robbie robin sandy shannon shelby sidney skyler stacey "
    "stacy sydney taylor terry tracey tracy val jan".split()
)

# Words of the names of things and of groups, which would else pass for a surname or given name.
COMMON = frozenset(
    "action african arena loans arab asian atlantic balkan baltic bar border bridge bureaucracy candidate care "
    "catholic cedar central champions charter chief childhood christian citizen citizens civil "
    "climate combine command common communications community complex congressional conservative "
    "consortium cooperation corps criminal customs data decisions defenders delegate democratic "
    "development district divide drug eastern economic economics emerging energy engineers "
    "enforcement enterprise environment environmental equal european evangelical exchange eye "
    "fact fair faith family fathers federal field film fire first flight foreign free freedom "
    "front future gang garden general global good grand great green ground growth guard gulf head "
    "health heritage high hispanic historic history holy home hot housing human immigration "
    "improvement industries inspector insurance intelligence international investment investors "
    "islamic jewish job jobs journalism journalists justice key kurdish labor labour land latin "
    "latino law leaders leadership liberal liberty life lives local longtime major management "
    "market markets marine maritime matter matters medal media medicine medicare memorial mental "
    "middle migration military minimum minister missing modern moral mothers muslim mutual "
    "national native natural new northern nuclear nursing ocean opera operation operations "
    "opinion order orthodox outdoor pacific palestinian panel parenthood patriot patrol peace "
    "people persian personnel physicians pilot pipeline planet planned planning play point police "
    "popular post power presumptive prevention pride priorities prison private pro progress "
    "progressive project protection protestant protocol public purple question radical railroad "
    "rally readers real reconstruction record red reform reformed refugee refugees religious "
    "renaissance renewable republican resources response responsive retrieval review revolution "
    "revolutionary rights roman royal rural rust safety salvation savings school scientific "
    "secret senior shia shoal shuttle situation social socialist society soldier solidarity "
    "source southern space special sports standard steel stock store storm student students "
    "study stunning sunni superior supreme survey system targeted task teachers technologies "
    "theater theatre third title top tower toxic trade training transition transportation travel "
    "treasury treatment tribal trophy truth ultimate unified union united universal urban value "
    "veterans victory video vision voice volunteer vote water wealth welfare western white whole "
    "wild women wood worker workers works world worldwide youth zionist".split()
)
MALE_NOUNS = frozenset(
    "spokesman chairman businessman congressman councilman husband father son brother widower "
    "actor policeman grandfather nephew uncle".split()
)
FEMALE_NOUNS = frozenset(
    "spokeswoman chairwoman businesswoman congresswoman councilwoman wife mother daughter sister "
    "widow actress policewoman grandmother niece aunt".split()
)
