//! What layouts and decisions promise: nobody can do less than another, nothing names a persona, nothing flaps.

use super::layout::{Action, Block, LayoutVariant, OpeningLine, Situation, Weight, layout};
use super::reason::{Reason, debtor_line};
use super::score::{Scores, Standing, decide};
use super::signal::SignalKind;
use super::treatment::{Focus, Treatments};
use super::weights::Weights;
use crate::kinds::{Lang, Persona};
use proptest::prelude::*;

/// What is said first to someone, as the program ships.
fn focus(persona: Option<Persona>) -> Focus {
    Treatments::shipped().of(persona).focus
}

fn everyone() -> impl Iterator<Item = Option<Persona>> {
    std::iter::once(None).chain(Persona::ALL.iter().copied().map(Some))
}

prop_compose! {
    fn any_situation()(
        open_cents in prop_oneof![Just(0), 1..1_000_000_i64],
        has_plan in any::<bool>(), has_hold in any::<bool>(), help_asked in any::<bool>(),
        open_claims in 0..40_u32, company in any::<bool>(),
    ) -> Situation {
        Situation { open_cents, has_plan, has_hold, help_asked, open_claims, company, ..Situation::default() }
    }
}

fn any_scores() -> impl Strategy<Value = Scores> {
    prop::array::uniform6(0.001..1.0_f64).prop_map(Scores::from_shares)
}

proptest! {
    #[test]
    fn every_layout_offers_the_same_actions_and_no_block_twice(situation in any_situation()) {
        let neutral = layout(focus(None), &situation);
        for persona in everyone() {
            let other = layout(focus(persona), &situation);
            prop_assert_eq!(other.actions(), neutral.actions(), "{:?}", persona);
            let mut blocks: Vec<Block> = other.blocks.iter().map(|(block, _)| *block).collect();
            blocks.sort();
            let count = blocks.len();
            blocks.dedup();
            prop_assert_eq!(blocks.len(), count);
        }
        if situation.open_cents > 0 {
            let offered = |action: &Action| !situation.company || *action != Action::Budget;
            let all: Vec<Action> = Action::ALL.iter().copied().filter(offered).collect();
            prop_assert_eq!(neutral.actions(), all);
        }
    }

    #[test]
    fn warm_words_and_open_help_come_only_after_someone_asked(situation in any_situation()) {
        for persona in everyone() {
            let found = layout(focus(persona), &situation);
            prop_assert_eq!(found.warm, situation.help_asked);
            if situation.help_asked {
                let help = found.blocks.iter().find(|(block, _)| *block == Block::CalmHelp);
                prop_assert!(help.is_some_and(|(_, weight)| *weight != Weight::Folded));
            }
        }
    }

    #[test]
    fn no_noise_below_half_the_margin_brings_a_persona_back_that_was_left(
        base in prop::array::uniform6(0.1..0.4_f64),
        noise in prop::collection::vec(prop::array::uniform6(-1.0..1.0_f64), 1..60),
    ) {
        let weights = Weights::shipped();
        let standing = Standing { evidence: 100, ..Standing::default() };
        let base = Scores::from_shares(base).list();
        let amplitude = weights.margin * 0.24;
        let (mut held, mut left) = (None, Vec::new());
        for shake in noise {
            let shares: [f64; 6] = std::array::from_fn(|place| base[place] + amplitude * shake[place]);
            // Shares that are not brought back to a sum of 1 keep the noise within its amplitude.
            let scores: Scores = serde_json::from_value(serde_json::json!({
                "tamara": shares[0], "bryan": shares[1], "job": shares[2],
                "saida": shares[3], "hendrik_jan": shares[4], "dennis": shares[5],
            })).expect("six shares");
            let next = decide(held, &scores, &weights, &standing);
            if next != held {
                prop_assert!(!left.contains(&next), "{next:?} came back");
                left.push(held);
            }
            held = next;
        }
    }

    #[test]
    fn who_needs_help_is_never_treated_firmly(
        scores in any_scores(), previous in prop::option::of(prop::sample::select(Persona::ALL)),
        just_now in prop::option::of(prop::sample::select(SignalKind::ALL)), evidence in 0..50_i64,
    ) {
        let standing = Standing { evidence, help_wanted: true, neutral_view: false, just_now };
        let found = decide(previous, &scores, &Weights::shipped(), &standing);
        prop_assert!(matches!(found, Some(Persona::Tamara | Persona::Bryan)), "{found:?}");
    }

    #[test]
    fn a_strong_event_lets_the_best_score_act_at_once(scores in any_scores(), held in prop::sample::select(Persona::ALL)) {
        for kind in [SignalKind::InstalmentMissed, SignalKind::PromiseKept, SignalKind::AnswerDetail] {
            let standing = Standing { evidence: 9, just_now: Some(kind), ..Standing::default() };
            prop_assert_eq!(decide(Some(held), &scores, &Weights::shipped(), &standing), Some(scores.ranked()[0].0));
        }
    }
}

#[test]
fn each_persona_gets_what_it_needs_first() {
    let situation = Situation { open_cents: 8_420, open_claims: 2, ..Situation::default() };
    let first = |persona| {
        let found = layout(focus(Some(persona)), &situation);
        found.blocks.into_iter().find(|(_, weight)| *weight == Weight::Lead).map(|(block, _)| block)
    };
    assert_eq!(first(Persona::Tamara), Some(Block::StateLine));
    assert_eq!(layout(focus(Some(Persona::Tamara)), &situation).blocks[1].0, Block::CalmHelp);
    assert_eq!(first(Persona::Bryan), Some(Block::PlanProposal));
    assert_eq!(first(Persona::Job), Some(Block::InvoiceTable));
    assert_eq!(first(Persona::Saida), Some(Block::PayOneAmount));
    assert_eq!(first(Persona::HendrikJan), Some(Block::PayTotal));
    assert_eq!(first(Persona::Dennis), Some(Block::Timeline));
    let variants: std::collections::HashSet<_> = everyone().map(focus).map(LayoutVariant::of).collect();
    assert_eq!(variants.len(), 7);
}

#[test]
fn the_opening_line_tells_what_is_the_case_before_anything_else() {
    let owing = Situation { open_cents: 1, ..Situation::default() };
    for persona in everyone() {
        let opening = |situation: Situation| layout(focus(persona), &situation).opening;
        assert_eq!(opening(Situation::default()), OpeningLine::AllPaid);
        assert_eq!(opening(Situation { has_hold: true, has_plan: true, ..owing.clone() }), OpeningLine::OnHold);
        assert_eq!(opening(Situation { has_plan: true, ..owing.clone() }), OpeningLine::PlanRunning);
    }
}

#[test]
fn nothing_that_reaches_the_browser_names_a_persona() {
    let mut shown: Vec<String> = Vec::new();
    shown.extend(LayoutVariant::ALL.iter().map(ToString::to_string));
    shown.extend(Block::ALL.iter().map(ToString::to_string));
    shown.extend(OpeningLine::ALL.iter().map(ToString::to_string));
    for persona in everyone() {
        let found = layout(focus(persona), &Situation { open_cents: 1, ..Situation::default() });
        shown.push(serde_json::to_string(&found).expect("serialises"));
        for &lang in Lang::ALL {
            for kind in SignalKind::ALL {
                shown.push(debtor_line(found.variant, &[Reason::Event { kind: *kind }], lang));
            }
        }
    }
    for text in shown {
        let text = text.to_lowercase();
        for name in ["tamara", "bryan", "job", "saida", "saïda", "hendrik", "dennis"] {
            assert!(!text.contains(name), "'{text}' names {name}");
        }
    }
}

#[test]
fn the_line_above_a_changed_overview_says_what_the_debtor_did() {
    let line = |kind, variant, lang| debtor_line(variant, &[Reason::Event { kind }], lang);
    let asked = line(SignalKind::HelpAsked, LayoutVariant::Calm, Lang::En);
    assert_eq!(asked, "Help now comes first, because you asked for it.");
    let chat = line(SignalKind::ChatStartedUnprompted, LayoutVariant::Timeline, Lang::Nl);
    assert_eq!(chat, "Wat u wanneer betaalt, staat nu bovenaan, omdat u zelf contact opnam.");
    let none = debtor_line(LayoutVariant::Total, &[], Lang::Fr);
    assert_eq!(none, "Le total vient maintenant en premier, parce que cela correspond à votre usage de ces pages.");
    assert_eq!(debtor_line(LayoutVariant::Plain, &[], Lang::En), "You now see the neutral view.");
}
