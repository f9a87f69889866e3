//! `effen quote costs|interest|deadline|reminder|limitation`

use super::explained::explained;
use super::{Failure, Quoted, day, euros, wrong};
use effen::calendar;
use effen::costs::{CostsCase, costs_of, is_later_instalment, reminder_costs};
use effen::dates::days_between;
use effen::deadline::formal_letter;
use effen::explain::{Explanation, Percent};
use effen::interest::{InterestCase, InterestKind, PrincipalStep, interest_of};
use effen::kinds::{Country, Lang, PartyKind};
use effen::limitation::{LimitationKind, limitation};
use effen::money::{AMOUNT_MINOR_MAX, Cents};
use jiff::civil::Date;
use serde_json::json;

/// `effen quote costs`
#[derive(Debug, clap::Args)]
pub struct CostsArgs {
    /// Whose law: nl or be.
    #[arg(long)]
    country: Country,
    /// The principal in euros. Given more than once, the claims are of one creditor and are claimed together.
    #[arg(long, required = true, allow_hyphen_values = true, value_parser = euros)]
    principal: Vec<Cents>,
    /// The creditor cannot reclaim VAT: it comes on top (Netherlands).
    #[arg(long)]
    vat: bool,
    /// Who owes: person or company.
    #[arg(long, default_value = "person")]
    party: PartyKind,
    /// The day the costs are about [default: today].
    #[arg(long, value_parser = day)]
    on: Option<Date>,
    /// It is an instalment of a contract, due on this day (Netherlands, persons).
    #[arg(long, value_parser = day)]
    instalment_due: Option<Date>,
    /// The due day of another missed instalment of that contract; may be given more than once.
    #[arg(long, value_parser = day, requires = "instalment_due")]
    missed: Vec<Date>,
    /// The most the creditor asks by contract, in euros.
    #[arg(long, allow_hyphen_values = true, value_parser = euros)]
    agreed: Option<Cents>,
}

/// `effen quote reminder`
#[derive(Debug, clap::Args)]
pub struct ReminderArgs {
    /// Whose law: be.
    #[arg(long)]
    country: Country,
    /// Which reminder it is: of this debt, or of the calendar year for a regular supply.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    number: u32,
    /// It is about a regular supply of goods or services.
    #[arg(long)]
    regular: bool,
    /// The postage, in euros.
    #[arg(long, default_value = "0", allow_hyphen_values = true, value_parser = euros)]
    postage: Cents,
    /// The day the costs are about [default: today].
    #[arg(long, value_parser = day)]
    on: Option<Date>,
}

/// `effen quote limitation`
#[derive(Debug, clap::Args)]
pub struct LimitationArgs {
    /// Whose law: nl or be.
    #[arg(long)]
    country: Country,
    /// consumer_purchase, utilities, general or judgment.
    #[arg(long)]
    kind: LimitationKind,
    /// The day the claim fell due.
    #[arg(long, value_parser = day)]
    due: Date,
    /// The day of a written demand that reserved the creditor's rights; may be given more than once.
    #[arg(long, value_parser = day)]
    interrupted: Vec<Date>,
}

/// `effen quote interest`
#[derive(Debug, clap::Args)]
pub struct InterestArgs {
    /// Whose law: nl or be.
    #[arg(long)]
    country: Country,
    /// consumer or commercial.
    #[arg(long)]
    kind: InterestKind,
    /// The principal in euros.
    #[arg(long, allow_hyphen_values = true, value_parser = euros)]
    principal: Cents,
    /// The first day of default.
    #[arg(long, value_parser = day)]
    from: Date,
    /// The day up to which interest runs; that day itself no longer counts.
    #[arg(long, value_parser = day)]
    to: Date,
    /// The rate a year that the contract asks, in percent: used where it is lower than the law's.
    #[arg(long, allow_hyphen_values = true, value_parser = percent)]
    agreed: Option<Percent>,
}

/// `effen quote deadline`
#[derive(Debug, clap::Args)]
pub struct DeadlineArgs {
    /// Whose law: nl or be.
    #[arg(long)]
    country: Country,
    /// The day the letter was posted or sent.
    #[arg(long, value_parser = day)]
    sent: Date,
    /// It was sent electronically.
    #[arg(long)]
    electronic: bool,
}

fn text_of(explanation: &Explanation, lang: Lang) -> String {
    format!("{}\n\n{}", explanation.total.format(lang), explanation.sentences(lang).join("\n"))
}

/// The collection costs.
pub(super) fn costs(args: &CostsArgs, lang: Lang, today: Date) -> Result<Quoted, Failure> {
    let on = args.on.unwrap_or(today);
    if args.principal.iter().any(|principal| !principal.is_positive()) {
        return Err(wrong("--principal: costs need a principal above nothing"));
    }
    let base: Cents = args.principal.iter().sum();
    if base.0 > AMOUNT_MINOR_MAX {
        return Err(wrong("--principal: together that is more than this program accepts"));
    }
    if args.agreed.is_some_and(|agreed| agreed < Cents::ZERO) {
        return Err(wrong("--agreed: an amount is not below nothing"));
    }
    let later = |due| is_later_instalment(base, due, &args.missed, on);
    let later_instalment = args.instalment_due.is_some_and(later);
    if args.instalment_due.is_some() && (args.country, args.party) != (Country::Nl, PartyKind::Person) {
        return Err(wrong("--instalment-due: this rule is for persons in nl"));
    }
    let case = CostsCase {
        country: args.country,
        party: args.party,
        base,
        on,
        vat_on_top: args.vat,
        later_instalment,
        agreed_most: args.agreed,
    };
    let explanation = costs_of(&case).map_err(wrong)?;
    let json = json!({
        "country": args.country,
        "party": args.party,
        "later_instalment": later_instalment,
        "principal": base.decimal(),
        "on": on,
        "vat": args.vat,
        "costs": explanation.total.decimal(),
        "explanation": explained(&explanation, lang),
    });
    Ok(Quoted { json, text: text_of(&explanation, lang) })
}

/// The interest.
pub(super) fn interest(args: &InterestArgs, lang: Lang) -> Result<Quoted, Failure> {
    if !args.principal.is_positive() {
        return Err(wrong("--principal: interest needs a principal above nothing"));
    }
    if args.to < args.from {
        return Err(wrong("--to lies before --from"));
    }
    let steps = [PrincipalStep { from: args.from, principal: args.principal }];
    let InterestArgs { country, kind, agreed, from, to: until, .. } = *args;
    let case = InterestCase { country, kind, agreed, steps: &steps, from, until };
    let explanation = interest_of(&case).map_err(wrong)?;
    let json = json!({
        "country": args.country,
        "kind": args.kind,
        "principal": args.principal.decimal(),
        "from": args.from,
        "to": args.to,
        "interest": explanation.total.decimal(),
        "explanation": explained(&explanation, lang),
    });
    Ok(Quoted { json, text: text_of(&explanation, lang) })
}

/// The term of a letter.
pub(super) fn deadline(args: &DeadlineArgs, lang: Lang) -> Result<Quoted, Failure> {
    let letter = formal_letter(args.country, args.sent, args.electronic);
    let (rule, source) = match args.country {
        Country::Nl => ("fourteen_day_letter_nl", "art. 6:96(6) BW; HR 25-11-2016, ECLI:NL:HR:2016:2704"),
        Country::Be => ("first_reminder_be", "Wetboek van economisch recht, boek XIX, art. XIX.2"),
    };
    let sentences = letter.sentences(args.country, lang);
    let holidays = calendar::holidays(args.country);
    let json = json!({
        "country": args.country,
        "sent": letter.sent_on,
        "electronic": args.electronic,
        "delivered": letter.starts_on,
        "last_day": letter.ends_on,
        "last_day_printed": letter.printed_on,
        "costs_from": letter.costs_from(),
        "explanation": {
            "rule": rule,
            "source": source,
            "holidays": holidays.source,
            "known_until": holidays.known_until,
            "beyond_table": letter.is_beyond_table(args.country),
            "days_from_delivery": days_between(letter.starts_on, letter.ends_on),
            "sentences": sentences,
        },
    });
    Ok(Quoted { json, text: sentences.join("\n") })
}

/// What a Belgian reminder may cost.
pub(super) fn reminder(args: &ReminderArgs, lang: Lang, today: Date) -> Result<Quoted, Failure> {
    if args.country != Country::Be {
        return Err(wrong("--country: only be has a rule for the costs of reminders"));
    }
    if args.postage < Cents::ZERO {
        return Err(wrong("--postage: an amount is not below nothing"));
    }
    let explanation =
        reminder_costs(args.number, args.regular, args.postage, args.on.unwrap_or(today)).map_err(wrong)?;
    let json = json!({
        "country": args.country,
        "number": args.number,
        "regular": args.regular,
        "costs": explanation.total.decimal(),
        "explanation": explained(&explanation, lang),
    });
    Ok(Quoted { json, text: text_of(&explanation, lang) })
}

/// When a claim lapses.
pub(super) fn lapses(args: &LimitationArgs, lang: Lang, today: Date) -> Result<Quoted, Failure> {
    let found = limitation(args.country, args.kind, args.due, &args.interrupted)
        .ok_or_else(|| wrong("--due: no term of limitation in the table is that old"))?;
    let sentences = found.sentences(today, lang);
    let json = json!({
        "country": args.country,
        "kind": found.kind,
        "due": args.due,
        "last_day": found.last_day,
        "state": found.state(today),
        "explanation": {
            "rule": "limitation",
            "source": found.source,
            "known_until": found.known_until,
            "beyond_table": found.doubt(today).is_some(),
            "counts_from": found.counts_from,
            "years": found.years,
            "interrupted": found.interrupted,
            "sentences": sentences,
        },
    });
    Ok(Quoted { json, text: sentences.join("\n") })
}

/// Reads a percentage: `4.5`.
fn percent(text: &str) -> Result<Percent, String> {
    let hundredths = euros(text)?.0;
    if (0..=10_000).contains(&hundredths) {
        Ok(Percent(hundredths))
    } else {
        Err("it lies between 0 and 100".to_owned())
    }
}
