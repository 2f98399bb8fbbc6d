"""Sentences of no effect, and some that look like them: each as the abstract of a work that an answer leaves out."""

from __future__ import annotations

from datetime import date

import pytest

from evidence_assembler.assemble import assemble_answer
from evidence_assembler.check import check_answer
from evidence_assembler.known.no_effect import denies_effect
from evidence_assembler.library.library import build_library
from evidence_assembler.model import Draft, Finding, Source

DAY = date(2026, 1, 1)
ZINC = ("Zinc for the common cold", "Zinc shortens colds.")
PAIN = ("Naltrexone versus placebo for pain in fibromyalgia", "Naltrexone reduces pain in fibromyalgia.")
HEADACHE = ("Ibuprofen versus aspirin for migraine", "Ibuprofen relieves migraine.")
SCHOOL = ("Smaller classes and reading attainment in primary schools", "Smaller classes raise reading attainment.")
POLICY = ("Sugar taxes and obesity in adolescents", "Sugar taxes lower obesity.")
POLICE = ("Street lighting for the prevention of burglary", "Street lighting prevents burglary.")


def find_disagreement(subject: tuple[str, str], *, title: str | None = None, abstract: str = "") -> tuple[Finding, ...]:
    """What EA505 tells of a later trial with this title or abstract, where the claim rests on an earlier one."""
    about, claim = subject
    said = {"earlier": f"{about}: a randomized trial", "later": title or f"{about}: a randomized trial"}
    variables = [{"title": said["earlier"]}, {"title": said["later"], "abstract": abstract}]
    library = build_library(
        (Source(id=name, type="article-journal", variables=one), None)
        for name, one in zip(said, variables, strict=True)
    )
    answer = assemble_answer(Draft(question=claim).add(claim, cite="earlier", role="benefit"), library, as_of=DAY)
    return check_answer(answer, library, select=("EA505",)).findings


NO_EFFECT = [
    (ZINC, "Zinc did not result in a significantly lower duration of colds."),
    (ZINC, "There was no evidence that zinc shortens colds."),
    (ZINC, "These results do not support the use of zinc for the common cold."),
    (ZINC, "Zinc had little or no effect on colds."),
    (ZINC, "Zinc was not associated with shorter colds."),
    (ZINC, "Zinc offered no advantage over placebo in the treatment of colds."),
    (ZINC, "The duration of colds did not differ between zinc and placebo."),
    (ZINC, "The primary endpoint was not met."),
    (ZINC, "Zinc lacked efficacy."),
    (ZINC, "The difference in the length of colds was non-significant."),
    (ZINC, "Zinc didn't shorten colds."),
    (ZINC, "Colds were not shortened by zinc."),
    (ZINC, "Zinc cannot shorten colds once they have begun."),
    (ZINC, "Zinc failed to shorten colds."),
    (ZINC, "Zinc was found to be useless against colds."),
    (ZINC, "The trial was stopped early for futility."),
    (ZINC, "The trial missed its primary end point."),
    (ZINC, "Neither zinc gluconate nor zinc acetate shortened colds."),
    (ZINC, "Colds were no shorter on zinc than on placebo."),
    (ZINC, "Colds lasted as long on zinc, with no measurable benefit."),
    (ZINC, "Zinc has never been shown to shorten colds in a sound trial, and did not here."),
    (ZINC, "In adults with colds, zinc, taken as lozenges, did not shorten the illness."),
    (ZINC, "Although zinc was well liked, colds did not shorten."),
    (ZINC, "Unlike previous trials, zinc did not shorten colds."),
    (ZINC, "We found no statistically or clinically significant effect of zinc on colds."),
    (ZINC, "The length of colds was similar to that of placebo."),
    (ZINC, "Zinc does not appear to shorten colds."),
    (PAIN, "Pain scores did not improve on naltrexone compared with placebo."),
    (PAIN, "Naltrexone did not significantly reduce pain compared with placebo."),
    (PAIN, "No difference in pain was seen between naltrexone and placebo."),
    (PAIN, "Naltrexone was not superior to placebo."),
    (PAIN, "Naltrexone was no better than placebo in reducing pain."),
    (PAIN, "Pain was unchanged by naltrexone."),
    (PAIN, "Naltrexone showed a lack of analgesic effect on pain."),
    (PAIN, "There was no clinically relevant reduction in pain."),
    (PAIN, "Sleep improved, but pain was not reduced."),
    (PAIN, "Naltrexone is ineffective in fibromyalgia."),
    (PAIN, "Treatment with naltrexone did not lead to less pain."),
    (PAIN, "We could not demonstrate any benefit of naltrexone."),
    (PAIN, "Pain intensity was not significantly lower after naltrexone."),
    (PAIN, "A non-significant reduction in pain was observed."),
    (HEADACHE, "Ibuprofen did not relieve migraine."),
    (HEADACHE, "Ibuprofen gave no relief from migraine beyond that of a dummy tablet."),
    (SCHOOL, "Smaller classes did not raise attainment in reading."),
    (SCHOOL, "There was no impact on reading attainment."),
    (SCHOOL, "Pupils in smaller classes made no additional progress in reading."),
    (SCHOOL, "The programme failed to improve reading."),
    (SCHOOL, "We find little evidence of benefit and no effect on reading."),
    (SCHOOL, "Class size was not related to reading attainment."),
    (SCHOOL, "Smaller classes had a negligible effect, and did not improve reading."),
    (SCHOOL, "Reading scores were not higher in smaller classes."),
    (SCHOOL, "Reading attainment remained unchanged."),
    (SCHOOL, "Smaller classes made no difference to reading."),
    (SCHOOL, "The findings do not justify the introduction of smaller classes."),
    (SCHOOL, "The gain in reading was statistically insignificant."),
    (POLICY, "Sugar taxes did not lower obesity."),
    (POLICY, "The tax had no discernible effect on obesity."),
    (POLICY, "We find no evidence that sugar taxes reduce obesity among adolescents."),
    (POLICY, "Lower consumption did not translate into lower obesity."),
    (POLICY, "Obesity was unaffected by the tax, and remained unchanged."),
    (POLICY, "Sugar taxes do not seem to affect obesity."),
    (POLICY, "No association was found between sugar taxes and obesity."),
    (POLICY, "Sugar taxes were not followed by change, and had no influence on obesity."),
    (POLICE, "Burglary was not prevented by better street lighting."),
    (POLICE, "Street lighting had no effect on burglary."),
    (POLICE, "Lighting did not produce a reduction in burglary."),
    (POLICE, "Burglary didn’t fall, and street lighting has not reduced it."),
    (POLICE, "Burglary was no less frequent where lighting was better."),
    (POLICE, "There was little evidence that street lighting prevented burglary."),
    (ZINC, "There was no significant difference in the length of colds between groups."),
    (ZINC, "Colds were similar in both groups."),
    (SCHOOL, "Pupils in smaller classes did no better in reading."),
    (POLICY, "We find no significant obesity effects of sugar taxes."),
    (POLICE, "There were no fewer cases, and no significant change in burglary after lighting."),
]


@pytest.mark.parametrize(("subject", "abstract"), NO_EFFECT)
def test_a_sentence_of_no_effect_is_heard(subject: tuple[str, str], abstract: str) -> None:
    assert len(find_disagreement(subject, abstract=abstract)) == 1


SOMETHING_ELSE = [
    # the result of others
    (PAIN, "Earlier trials did not find that naltrexone reduces pain. In ours pain was halved."),
    (ZINC, "A previous study found no effect of zinc on colds. We saw shorter colds."),
    (ZINC, "Several reviews have found no benefit of zinc. Colds were two days shorter here."),
    (ZINC, "Smith et al. reported that zinc did not shorten colds."),
    (ZINC, "It was thought that zinc does not shorten colds. It did."),
    (SCHOOL, "Previous research has found no effect of smaller classes on reading."),
    # the treatment held against
    (ZINC, "Placebo did not shorten colds."),
    (ZINC, "Copper did not shorten colds; zinc did."),
    (ZINC, "Copper did not shorten colds, whereas zinc shortened colds by two days."),
    (PAIN, "In the placebo group pain did not improve."),
    (PAIN, "Pain fell on naltrexone; those on placebo had no reduction in pain."),
    (HEADACHE, "Aspirin did not relieve migraine."),
    (HEADACHE, "Aspirin was not effective in migraine, but ibuprofen was."),
    (SCHOOL, "Control schools did not improve in reading."),
    (ZINC, "In the control group, colds did not shorten."),
    (HEADACHE, "There was no significant difference in migraine between groups."),
    # a denial that is denied
    (ZINC, "It is not true that zinc has no effect on colds."),
    (ZINC, "We cannot conclude that zinc has no effect on colds."),
    (ZINC, "Zinc is not ineffective against colds."),
    (ZINC, "The hypothesis that zinc does not shorten colds was rejected."),
    (ZINC, "The null hypothesis of no effect of zinc on colds was rejected."),
    (ZINC, "Zinc did not fail to shorten colds."),
    (ZINC, "Zinc not only shortened colds but eased them."),
    (ZINC, "Zinc did not merely shorten colds, it prevented them."),
    (ZINC, "This does not mean that zinc has no effect on colds."),
    (POLICY, "The view that sugar taxes do not lower obesity is mistaken."),
    (POLICY, "Is it true that sugar taxes do not lower obesity?"),
    # another outcome
    (PAIN, "Pain was reduced, but sleep was not improved."),
    (PAIN, "Pain was reduced and sleep was not improved."),
    (PAIN, "Sleep was not improved, but pain was."),
    (PAIN, "Mood did not improve."),
    (PAIN, "There was no effect on sleep."),
    (SCHOOL, "Reading improved, but attendance did not."),
    (SCHOOL, "There was no effect on attendance."),
    (POLICY, "There was no benefit for dental health."),
    # contrast behind it
    (ZINC, "Zinc did not shorten colds in rats, but did in people."),
    (ZINC, "Zinc did not shorten colds in smokers, but shortened them in others."),
    (POLICE, "Lighting did not prevent burglary by day, but it did at night."),
    # some people, harms, how groups began
    (ZINC, "Patients who did not improve on zinc were given more, and colds were shorter."),
    (ZINC, "There was no effect of zinc on adverse events during colds."),
    (PAIN, "There was no difference in pain at baseline."),
    (ZINC, "If zinc did not shorten colds within a day, the dose was doubled."),
    (ZINC, "Zinc did not increase the risk of colds."),
    # a benefit
    (ZINC, "Zinc shortened colds by two days, and nobody was harmed."),
    (SCHOOL, "Smaller classes raised reading attainment; nothing else did so."),
]


@pytest.mark.parametrize(("subject", "abstract"), SOMETHING_ELSE)
def test_a_sentence_on_something_else_is_not(subject: tuple[str, str], abstract: str) -> None:
    assert find_disagreement(subject, abstract=abstract) == ()


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (ZINC, "No effect of zinc on the common cold: a randomized trial"),
        (ZINC, "Zinc does not shorten the common cold: a randomized trial"),
        (ZINC, "Lack of effect of zinc in the common cold: a randomized trial"),
        (ZINC, "Ineffectiveness of zinc in the common cold: a randomized trial"),
        (SCHOOL, "Smaller classes do not improve reading attainment: a randomized trial"),
    ],
)
def test_a_title_of_no_effect_is_heard(subject: tuple[str, str], title: str) -> None:
    assert len(find_disagreement(subject, title=title)) == 1


def test_a_title_that_asks_is_not() -> None:
    assert find_disagreement(ZINC, title="A randomized trial: is zinc ineffective against the common cold?") == ()


@pytest.mark.parametrize(
    ("claim", "denies"),
    [
        ("Zinc does not shorten colds.", True),
        ("Zinc was ineffective.", True),
        ("Zinc is no better than placebo.", True),
        ("Zinc has no benefit in colds.", True),
        ("Zinc shortens colds.", False),
        ("Zinc shortens colds without adverse effects.", False),
        ("Zinc shortens colds and has no effect on fever.", False),
        ("Heart attacks were less frequent; deaths were not significantly fewer.", False),
        ("Zinc not only shortens colds.", False),
        ("Zinc is not ineffective.", False),
    ],
)
def test_a_claim_denies_where_it_affirms_nothing(claim: str, denies: bool) -> None:
    assert denies_effect(claim) is denies
