"""What is shown as plain fact of the outlet, and what is not: the figure that matters most.

A row is a text and the triggers of events in it with whose word each is: None for a plain fact of the outlet, and "?"
for what is less than a fact by its modality, whoever says it.
"""

from collections.abc import Callable

import pytest

from bongsu.annotate import Engine, annotate
from bongsu.coding.events import code_events, load_coder
from bongsu.model import Event, Factuality, Report
from bongsu.reference import shipped_gazetteer

Coder = Callable[[str], tuple[Event, ...]]
Row = tuple[str, dict[str, str | None]]

SENTENCES: list[Row] = [
    ("Witnesses said they saw soldiers shoot at least three demonstrators.", {"shoot": "Witnesses"}),
    ("Boko Haram claimed it killed 20 soldiers in an attack on a base in Borno.", {"killed": "Boko Haram"}),
    (
        "Ukraine struck an oil depot in Ryazan, Russian officials said; Kyiv has not commented.",
        {"struck": "Russian officials"},
    ),
    (
        '"They fired on us without warning," said Amina Yusuf, a mother of four. "They killed my brother."',
        {"fired": "Amina Yusuf", "killed": "Amina Yusuf"},
    ),
    ("The opposition says the army detained 30 of its activists before the vote.", {"detained": "opposition"}),
    ("As reported by Yonhap, the North fired artillery shells into the buffer zone.", {"fired": "Yonhap"}),
    ("The guerrillas may have kidnapped the engineers, the governor's office said.", {"kidnapped": "office"}),
    ("Report: Israel struck Iranian nuclear site", {"struck": "Report"}),
    ("Pentagon — U.S. jets bombed militia base in Syria", {"bombed": "Pentagon"}),
    ("Houthis 'attacked' second tanker, UK navy says", {"attacked": "UK navy"}),
    ("Iran seized tanker, says Panama's maritime authority", {"seized": "maritime authority"}),
    ("Police killed 12 protesters in Nairobi - rights group", {"killed": "Nairobi - rights group"}),
    (
        "A report in the Washington Post said that Wagner soldiers executed dozens of civilians in Mali.",
        {"executed": "A report"},
    ),
    ("Accounts by survivors describe how gunmen shot passengers one by one.", {"shot": "Accounts"}),
    ("Videos verified by The New York Times show soldiers shooting unarmed men in Bucha.", {"shooting": "Videos"}),
    ("Two Britons were arrested, Turkish media say, over the murder of a businessman.", {"arrested": "Turkish media"}),
    ("The soldiers were kidnapped, their commander believes, by men loyal to Hemedti.", {"kidnapped": "commander"}),
    (
        "The U.S. military, in a post on X, said it had destroyed four drones and bombed a radar site.",
        {"bombed": "U.S. military"},
    ),
    (
        (
            "Some 400 Tigrayans were detained in Addis Ababa, the state-appointed Ethiopian Human Rights "
            "Commission reported."
        ),
        {"detained": "the state-appointed Ethiopian Human Rights Commission"},
    ),
    (
        "Tigrayan forces, Ethiopia's government said in a tweet, had attacked an army base.",
        {"attacked": "Ethiopia's government"},
    ),
    ("In the government's telling, rebels attacked the convoy.", {"attacked": "government"}),
    ("A spokeswoman for UNIFIL, Candice Ardiel, said Israeli troops had shot at a patrol.", {"shot": "spokeswoman"}),
    ("Greek coast guards fired on a migrant boat, survivors allege.", {"fired": "survivors"}),
    ("It was Ukraine that shelled the dam, says Moscow.", {"shelled": "Moscow"}),
    ("The dam was shelled by Ukraine - or so Moscow claims.", {"shelled": "Moscow"}),
    (
        "The tanker was seized by Iran, a security source told Reuters on Friday, and taken to Bandar Abbas.",
        {"seized": "source"},
    ),
    (
        "The indictment says Menendez met Egyptian officials in a hotel and accepted gold bars.",
        {"met": "The indictment"},
    ),
    (
        (
            "Testifying under oath, a former bodyguard told the court that the general had personally shot two "
            "prisoners."
        ),
        {"shot": "a former bodyguard"},
    ),
    ("The monitors' verdict: government troops shelled the school.", {"shelled": "The monitors"}),
    (
        "The paper cited unnamed diplomats as saying that Tehran had released the sailors in return for cash.",
        {"released": "diplomats"},
    ),
    (
        "As Ukrainian officials tell it, the Russians shot the mayor on the steps of the town hall.",
        {"shot": "Ukrainian officials"},
    ),
    ("The U.S. believes Russian mercenaries attacked a French convoy in March.", {"attacked": "U.S."}),
    ("The army was accused by rights groups of bombing two mosques.", {"bombing": "rights groups"}),
    ('"They took my son and shot him," wept Fatima, 54.', {"shot": "Fatima"}),
    (
        "For the third time this month, Chinese ships attacked a Philippine boat, according to Manila.",
        {"attacked": "Manila"},
    ),
    ("By nightfall the army had captured the airport, state radio crowed.", {"captured": "state radio"}),
    (
        "An Iranian court has sentenced a rapper to death, his lawyer Amir Raisian told the daily Shargh.",
        {"sentenced": "Amir Raisian"},
    ),
    (
        "The gunman shot Mr Fico five times as he greeted supporters in Handlova, TV pictures showed.",
        {"shot": "TV pictures"},
    ),
    (
        "Colombia's ELN kidnapped the father of footballer Luis Díaz, the government's peace delegation said.",
        {"kidnapped": "delegation"},
    ),
    (
        "Jordanian border guards shot dead three smugglers, the army announced; drugs were found on them.",
        {"shot": "army"},
    ),
    ("No one was arrested after the march.", {"arrested": "?"}),
    ("The government is thought to have released some 200 prisoners last month.", {"released": "?"}),
    ("There is no evidence that Hezbollah fired the rocket.", {"fired": "?"}),
    ("The president was scheduled to visit Berlin last week.", {"visit": "?"}),
    ("He was not charged with attacking the officers.", {"attacking": "?"}),
    ("It was not immediately clear whether Israel had attacked the convoy.", {"attacked": "?"}),
    ("The president has not met the rebels, and has no plans to do so.", {"met": "?"}),
    ("None of the hostages has been released.", {"released": "?"}),
    ("The army is understood to have bombed the village after a tip-off.", {"bombed": "?"}),
    ("The activist is alleged to have been tortured in custody.", {"tortured": "?"}),
    ("Hezbollah rejected claims that it had shelled the peacekeepers.", {"shelled": "?"}),
    ("He insisted that no Turkish soldier had attacked the Kurds.", {"attacked": "?"}),
    ('"Our forces did not strike the hospital," said Rear Admiral Daniel Hagari.', {"strike": "?"}),
    ("The rumour that Kim had executed his uncle's widow proved false.", {"executed": "?"}),
    ("It is time for Israel to withdraw, he wrote.", {"withdraw": "?"}),
    ("Nothing suggests that the generals arrested the king.", {"arrested": "?"}),
    ("Nor did Beijing condemn the invasion.", {"condemn": "?"}),
    ("Tehran has prepared to launch drones at Israel, two U.S. officials said.", {"launch": "?"}),
    ('"Did we attack a hospital? No," the colonel said.', {"attack": "?"}),
    ("Reuters could not independently verify whether Russian troops had captured the village.", {"captured": "?"}),
    ("There were conflicting reports on whether the police had arrested the gunman.", {"arrested": "?"}),
    ("The suspicion in Warsaw is that Belarus attacked the pipeline.", {"attacked": "?"}),
    ("One theory is that the Saudis arrested the prince to silence him.", {"arrested": "?"}),
    ("As far as is known, no foreigner was kidnapped.", {"kidnapped": "?"}),
    ("Not so, said the chief of police: his officers had arrested nobody.", {"arrested": "?"}),
    ("Two officers are accused of torturing a detainee to death.", {"torturing": "?"}),
    ("The former spy is suspected of having met Russian agents in Vienna.", {"met": "?"}),
    ("He faces charges of having shot a policeman.", {"shot": "?"}),
    ("A missile, possibly fired by Yemen's Houthis, struck the freighter's bow.", {"fired": "?", "struck": None}),
    ("It is not known whether the army detained the monk.", {"detained": "?"}),
    ("The Red Cross, whose delegates visited the camp, said the prisoners had not been beaten.", {"beaten": "?"}),
    ("In all likelihood, the army bombed its own men.", {"bombed": "?"}),
    (
        (
            "Japan's government on Tuesday condemned the launch and imposed new sanctions on five North Korean "
            "officials."
        ),
        {"condemned": None},
    ),
    ("The court convicted the former minister of bribery and sentenced him to eight years.", {"sentenced": None}),
    ('"We condemn this attack," the secretary-general said.', {"condemn": None}),
    ('The so-called "people\'s court" sentenced two Britons to death.', {"sentenced": None}),
    ("Somalia has expelled the Ethiopian ambassador.", {"expelled": None}),
    ("Tokyo protested to Moscow over the overflight.", {"protested": None}),
    ("The attack, blamed on Kurdish militants, killed five people.", {"attack": None}),
    ("The strike, for which Israel is widely believed to be responsible, killed two generals.", {"strike": None}),
    ("Seldom has Washington condemned an ally so bluntly.", {"condemned": None}),
    ("Nobody knows how many people the junta has executed.", {"executed": None}),
    ("The general's supporters marched through Jakarta on Sunday and clashed with police.", {"clashed": None}),
    ("South Korea expelled two Russian diplomats, its first such step in 24 years.", {"expelled": None}),
    ("Rwanda, which denies backing the rebels, arrested a Congolese officer in Gisenyi on Monday.", {"arrested": None}),
    ("The rebels, whom Rwanda denies backing, captured Sake on Thursday.", {"captured": None}),
    ("A drone, believed to be Iranian-made, struck a hotel in Aden.", {"struck": None}),
    ("A soldier accused of having shot a farmer was released on Tuesday.", {"released": None}),
]

REPORTS: list[Row] = [
    (
        (
            "SEOUL, March 3 — North Korea fired two short-range ballistic missiles into the sea on Thursday, "
            "South Korea's military said. The missiles were launched from Sunan at 7:41 a.m. and flew about 620 "
            "kilometers, the Joint Chiefs of Staff said in a statement. Japan's coast guard warned ships not to "
            "approach any debris. Prime Minister Kishida condemned the launch. A senior U.S. official said "
            "Pyongyang was likely to test a nuclear device within weeks. The North also fired artillery rounds "
            "from its west coast late Wednesday, according to the JCS."
        ),
        {"fired": "South Korea's military", "launched": "Joint Chiefs of Staff", "condemned": None},
    ),
    (
        (
            "Israel struck targets in southern Beirut overnight, hours after ordering residents to leave. The "
            "strikes killed 11 people, Lebanon's health ministry said. It also said a hospital had been shelled. "
            "The Israeli military said it hit a command centre and that its troops had killed a Hezbollah "
            "commander. Hezbollah did not comment. The group fired dozens of rockets at Haifa on Sunday, wounding "
            "three people."
        ),
        {"struck": None, "strikes": "Lebanon's health ministry", "shelled": "Lebanon's health ministry", "fired": None},
    ),
    (
        (
            "Myanmar's junta bombed a school in Sagaing region, killing seven children, a resistance group said. "
            '"The jet dropped two bombs and then fired on us with machine guns," a teacher told AFP by phone. He '
            "said soldiers later raided the village and arrested ten people. AFP could not verify the claims. A "
            'junta spokesman did not answer calls. State media said troops had attacked "terrorists" hiding in a '
            "monastery."
        ),
        {
            "bombed": "a resistance group",
            "fired": "a teacher",
            "raided": "He",
            "arrested": "He",
            "attacked": "State media",
        },
    ),
    (
        (
            "KHARTOUM — Fighting flared in Omdurman after the army seized a bridge, witnesses said. The RSF "
            "shelled a residential area in response, killing five civilians, they said. A doctor at Al-Nao "
            "hospital said the wounded included three children. The army also bombed RSF positions in Bahri. "
            "Mediators in Jeddah have urged both sides to resume talks. The U.N. envoy is due to meet Burhan on "
            "Sunday."
        ),
        {"seized": "witnesses", "shelled": "witnesses", "bombed": None},
    ),
    (
        (
            "Russia's defence ministry said its forces had captured Avdiivka. Ukrainian troops attacked a fuel "
            "depot in Belgorod overnight, it said in the same briefing. Three drones were shot down over Bryansk, "
            "it added. Ukraine's general staff said its soldiers had withdrawn to new lines. Zelenskiy will meet "
            "Scholz in Munich on Friday. He has asked Germany for Taurus missiles."
        ),
        {"captured": "Russia's defence ministry", "attacked": "Russia's", "shot": "Russia's"},
    ),
    (
        (
            "Two men were shot dead in Srinagar on Thursday. Police said the gunmen belonged to Lashkar-e-Taiba. "
            "They had kidnapped a constable in April, a senior officer said, and attacked a camp a month later. "
            "The Resistance Front claimed the killings in a post on Telegram. India has accused Pakistan of "
            "arming the militants. Islamabad denies it."
        ),
        {"shot": None, "kidnapped": "a senior officer", "attacked": "a senior officer", "accused": None},
    ),
    (
        (
            "The Kremlin said Ukrainian drones had attacked two residential buildings. Five people were killed, "
            "it said. Kyiv did not comment. In Kharkiv, Russian artillery killed a girl and her mother, the "
            "city's mayor, Ihor Terekhov, wrote on Telegram. He accused Russia of deliberately shelling homes. "
            "The Kremlin has repeatedly denied targeting civilians."
        ),
        {"attacked": "Kremlin", "killed": "Kremlin", "accused": None, "shelling": "Ihor Terekhov"},
    ),
    (
        (
            "Congo's army said Rwandan troops had crossed the border and attacked its positions at Kanyabayonga. "
            "Two South African peacekeepers were killed by a mortar bomb, Pretoria said. The M23 rebels captured "
            'the town on Friday without a fight, residents said by phone. "They did not loot," a shopkeeper said. '
            '"They only arrested the mayor." Rwanda denies sending soldiers. Angola has offered to host talks '
            "between the two presidents."
        ),
        {"attacked": "Congo's army", "killed": "Pretoria", "captured": "residents", "arrested": "a shopkeeper"},
    ),
    (
        (
            "The body of a Honduran activist was found on Saturday, a day after armed men abducted him from his "
            "home. His widow blamed the police. They had threatened him twice since May, she said, and in August "
            "two officers beat him outside a bar. The police chief dismissed this as slander. His men had "
            "arrested two suspects, he added. The U.N. called for an independent inquiry. A cousin who saw the "
            "abduction has since fled to Guatemala."
        ),
        {"abducted": None, "beat": "she", "arrested": "police chief"},
    ),
]


@pytest.fixture(scope="module")
def code() -> Coder:
    """Code a text with the shipped model and tables."""
    engine, gazetteer, rules = Engine(), shipped_gazetteer(), load_coder()
    return lambda text: code_events(annotate(Report.make(text=text, language="en"), gazetteer, engine), rules)


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_only_what_the_outlet_tells_is_plain_fact(code: Coder, text: str, wanted: dict[str, str | None]) -> None:
    """What a source says is its word, and what is denied, open or to come is no fact."""
    assert told(code, text, wanted) == wanted


@pytest.mark.parametrize(("text", "wanted"), REPORTS)
def test_each_sentence_of_a_report_has_its_own_source(code: Coder, text: str, wanted: dict[str, str | None]) -> None:
    """A source speaks for its sentences, and the outlet for those between them."""
    assert told(code, text, wanted) == wanted


def told(code: Coder, text: str, wanted: dict[str, str | None]) -> dict[str, str | None]:
    """Return whose word the event of each trigger is, or "?" where that is asked for or it is no fact."""
    events = {event.trigger.span.start: event for event in code(text)}
    return {word: _voice(text, events[text.index(word)], voice) for word, voice in wanted.items()}


def _voice(text: str, event: Event, wanted: str | None) -> str | None:
    claim = event.claims[0]
    speaker = claim.attribution.speaker
    if claim.factuality != Factuality() and (wanted == "?" or speaker is None):
        return "?"
    words = None if speaker is None else text[speaker.span.start : speaker.span.end]
    return wanted if words and wanted and wanted in words else words


def test_who_rejects_on_a_condition_has_rejected(code: Coder) -> None:
    """What is done by saying so is done, whatever it is made to depend on; what would be done is not."""
    uttered, refused = (
        "Norway rejects any truce unless the rebels leave.",
        "Norway would reject a truce if they stayed.",
    )
    statuses = [code(text)[0].claims[0].factuality.status for text in (uttered, refused)]
    assert statuses == ["happened", "conditional"]
