//! `effen quote plan`

use super::{Failure, Quoted, day, euros, wrong};
use effen::dates::long;
use effen::kinds::Lang;
use effen::money::Cents;
use effen::plan::{Ask, Days, Ineligible, PlanOption, PlanPolicy, Rhythm, Wish, WishOutcome, options};
use jiff::civil::Date;
use serde_json::{Value, json};

/// `effen quote plan`
#[derive(Debug, clap::Args)]
pub struct PlanArgs {
    /// What is to be paid, in euros.
    #[arg(long, allow_hyphen_values = true, value_parser = euros)]
    total: Cents,
    /// The longest plan the creditor allows, in months.
    #[arg(long, default_value_t = 12)]
    months_max: u32,
    /// The smallest instalment the creditor allows, in euros.
    #[arg(long, default_value = "25.00", allow_hyphen_values = true, value_parser = euros)]
    instalment_min: Cents,
    /// The first day anything may be due [default: today].
    #[arg(long, value_parser = day)]
    first_due: Option<Date>,
    /// The day of the month of every instalment; above 28 it is the 1st.
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=31))]
    payday: Option<u8>,
    /// How often: weekly, four_weekly or monthly.
    #[arg(long, default_value_t = Rhythm::Monthly)]
    rhythm: Rhythm,
    /// The wish: about this much each time, in euros.
    #[arg(long, allow_hyphen_values = true, value_parser = euros, conflicts_with = "times")]
    amount: Option<Cents>,
    /// The wish: about this many times.
    #[arg(long, visible_alias = "months")]
    times: Option<u32>,
}

/// The options.
pub(super) fn answer(args: &PlanArgs, lang: Lang, today: Date) -> Result<Quoted, Failure> {
    if args.instalment_min.0 < 0 || args.amount.is_some_and(|amount| !amount.is_positive()) {
        return Err(wrong("--amount and --instalment-min: an instalment is more than nothing"));
    }
    let policy = PlanPolicy {
        months_max: args.months_max,
        instalment_min: args.instalment_min,
        skips_a_year: 0,
        moves_a_year: 0,
    };
    let wish = args.amount.map(Wish::Amount).or(args.times.map(Wish::Times));
    let first_due = args.first_due.unwrap_or(today);
    let days = match args.payday {
        Some(payday) if args.rhythm == Rhythm::Monthly => Days::on_payday(first_due, payday),
        _ => Days::from(first_due, args.rhythm),
    };
    let ask = Ask { total: args.total, policy, days, wish, rest_before: None };
    let offer = options(&ask).map_err(|why| wrong(no_plan(why)))?;
    let sentences: Vec<String> = offer.options.iter().map(|option| sentence(option, lang)).collect();
    let json = json!({
        "total": args.total.decimal(),
        "options": offer.options.iter().map(shown).collect::<Vec<_>>(),
        "explanation": {
            "rule": "plan",
            "source": "the creditor's policy, equal for everybody",
            "months_max": policy.months_max,
            "instalment_min": policy.instalment_min.decimal(),
            "rounding": "instalments up to a whole euro, the last one is what remains",
            "wish": wish_word(offer.wish),
            "sentences": sentences,
        },
    });
    Ok(Quoted { json, text: sentences.join("\n") })
}

fn shown(option: &PlanOption) -> Value {
    let schedule: Vec<Value> = option
        .schedule
        .iter()
        .map(|item| json!({ "number": item.number, "due_on": item.due_on, "amount": item.amount.decimal() }))
        .collect();
    json!({
        "times": option.times,
        "rhythm": option.rhythm,
        "instalment": option.instalment.decimal(),
        "last_instalment": option.last_instalment.decimal(),
        "first_due_on": option.first_due_on,
        "ends_on": option.ends_on,
        "total": option.total.decimal(),
        "wished": option.wished,
        "schedule": schedule,
    })
}

fn sentence(option: &PlanOption, lang: Lang) -> String {
    let (count, each, last) = (option.times, option.instalment.format(lang), option.last_instalment.format(lang));
    let (from, until) = (long(option.first_due_on, lang), long(option.ends_on, lang));
    match lang {
        Lang::Nl => format!("{count} termijnen van {each}, de laatste {last}: van {from} tot en met {until}."),
        Lang::En => format!("{count} instalments of {each}, the last {last}: from {from} to {until}."),
        Lang::Fr => format!("{count} échéances de {each}, la dernière {last} : du {from} au {until}."),
    }
}

fn wish_word(outcome: WishOutcome) -> &'static str {
    match outcome {
        WishOutcome::None => "none",
        WishOutcome::Met => "met",
        WishOutcome::TooLong { .. } => "too_long",
        WishOutcome::BelowSmallest { .. } => "below_smallest",
        WishOutcome::PaysAtOnce => "pays_at_once",
    }
}

fn no_plan(why: Ineligible) -> String {
    match why {
        Ineligible::NothingOpen => "--total: there is nothing to pay".to_owned(),
        Ineligible::NoPlans => "--months-max: a plan has at least two months".to_owned(),
        Ineligible::TooSmall { instalment_min } => {
            format!("--total: it is no more than one instalment of {}", instalment_min.decimal())
        }
        Ineligible::NoRoom { months_max } => {
            format!("--months-max: no two instalments fall within {months_max} months")
        }
        Ineligible::TooLarge => "--total: that is more than this program accepts".to_owned(),
    }
}
