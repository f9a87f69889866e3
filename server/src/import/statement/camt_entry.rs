//! camt.053 and camt.054: one entry with its transactions, whatever the version.

use super::camt::{account, amount, at, day, money, text};
use super::{Account, Amount, Entry, Fault, Named, Party, Structured, Transaction};
use crate::import::xml::Element;

/// Elements of `Refs` and what we call them.
const REFERENCES: &[(&str, &str)] = &[
    ("EndToEndId", "end_to_end_id"),
    ("MsgId", "message_id"),
    ("AcctSvcrRef", "bank_reference"),
    ("PmtInfId", "payment_information_id"),
    ("InstrId", "instruction_id"),
    ("UETR", "uetr"),
    ("TxId", "transaction_id"),
    ("MndtId", "mandate_id"),
    ("ChqNb", "cheque_number"),
    ("ClrSysRef", "clearing_reference"),
    ("AcctOwnrTxId", "owner_transaction_id"),
    ("AcctSvcrTxId", "bank_transaction_id"),
    ("MktInfrstrctrTxId", "market_transaction_id"),
    ("PrcgId", "processing_id"),
];

/// Elements of `RltdPties` with the account that goes with each, and what we call them.
const PARTIES: &[(&str, &str, &str)] = &[
    ("InitgPty", "", "initiating_party"),
    ("Dbtr", "DbtrAcct", "debtor"),
    ("UltmtDbtr", "", "ultimate_debtor"),
    ("Cdtr", "CdtrAcct", "creditor"),
    ("UltmtCdtr", "", "ultimate_creditor"),
];

/// An entry.
pub fn entry(element: &Element) -> Result<Entry, Fault> {
    let status = text(element, &["Sts", "Cd"]);
    let status = if status.is_empty() { text(element, &["Sts"]) } else { status };
    if status.is_empty() {
        return Err(Fault::new(element.line, "has an entry without a status"));
    }
    let amount = amount(element)?;
    let (booked_on, booked_at) = day(element, "BookgDt")?.unzip();
    let details = element.children_named(&element.namespace, "NtryDtls");
    let transactions = details
        .flat_map(|details| details.children_named(&details.namespace, "TxDtls"))
        .map(|details| transaction(details, amount))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Entry {
        amount,
        reversal: matches!(text(element, &["RvslInd"]).as_str(), "true" | "1"),
        status,
        booked_on,
        booked_at: booked_at.unwrap_or_default(),
        value_on: day(element, "ValDt")?.map(|(on, _)| on),
        bank_reference: text(element, &["AcctSvcrRef"]),
        reference: text(element, &["NtryRef"]),
        code: code(element),
        information: text(element, &["AddtlNtryInf"]),
        transactions,
        line: element.line,
    })
}

/// The bank's code: domain, family and subfamily, else its own.
fn code(element: &Element) -> String {
    let domain = [&["Domn", "Cd"][..], &["Domn", "Fmly", "Cd"], &["Domn", "Fmly", "SubFmlyCd"]];
    let parts: Vec<String> = domain.iter().map(|path| within(element, path)).filter(|part| !part.is_empty()).collect();
    let own = within(element, &["Prtry", "Cd"]);
    if parts.is_empty() { own } else { parts.join("/") }
}

fn within(element: &Element, path: &[&str]) -> String {
    at(element, &["BkTxCd"]).map_or_else(String::new, |code| text(code, path))
}

/// A transaction. Its amount is its own, or the one in its details (version 2); its sign is its own or the entry's.
fn transaction(element: &Element, whole: Amount) -> Result<Transaction, Fault> {
    let is_debit = match text(element, &["CdtDbtInd"]).as_str() {
        "CRDT" => false,
        "DBIT" => true,
        _ => whole.0.cents < 0,
    };
    let own = at(element, &["Amt"]).or_else(|| at(element, &["AmtDtls", "TxAmt", "Amt"]));
    let mut transaction = Transaction {
        amount: own.map(|own| money(own, is_debit)).transpose()?,
        code: code(element),
        information: text(element, &["AddtlTxInf"]),
        return_reason: return_reason(element),
        parties: parties(element),
        ..Transaction::default()
    };
    if let Some(references) = at(element, &["Refs"]) {
        for (name, ours) in REFERENCES {
            transaction.refer(ours, &text(references, &[name]));
        }
        for own in references.children_named(&references.namespace, "Prtry") {
            transaction.refer(&text(own, &["Tp"]), &text(own, &["Ref"]));
        }
    }
    if let Some(remittance) = at(element, &["RmtInf"]) {
        let unstructured = remittance.children_named(&remittance.namespace, "Ustrd");
        transaction.remittance.extend(unstructured.map(|piece| piece.text.clone()).filter(|text| !text.is_empty()));
        for structured in remittance.children_named(&remittance.namespace, "Strd") {
            transaction.structured.extend(reference(structured));
            let more = structured.children_named(&structured.namespace, "AddtlRmtInf");
            transaction.remittance.extend(more.map(|piece| piece.text.clone()).filter(|text| !text.is_empty()));
        }
    }
    Ok(transaction)
}

fn reference(structured: &Element) -> Option<Structured> {
    let found = at(structured, &["CdtrRefInf"])?;
    let kind = ["Cd", "Prtry"].iter().map(|name| text(found, &["Tp", "CdOrPrtry", name])).find(|kind| !kind.is_empty());
    let (reference, issuer) = (text(found, &["Ref"]), text(found, &["Tp", "Issr"]));
    (!reference.is_empty()).then(|| Structured { reference, kind: kind.unwrap_or_default(), issuer })
}

fn return_reason(element: &Element) -> String {
    let Some(returned) = at(element, &["RtrInf"]) else { return String::new() };
    let ways = [&["Rsn", "Cd"][..], &["Rsn", "Prtry"], &["RtrRsn", "Cd"]];
    let found = ways.iter().map(|path| text(returned, path)).find(|reason| !reason.is_empty());
    // Said to be a return, whatever the reason.
    found.unwrap_or_else(|| "unknown".to_owned())
}

fn parties(element: &Element) -> Vec<Party> {
    let mut parties = Vec::new();
    if let Some(related) = at(element, &["RltdPties"]) {
        for (name, account_name, role) in PARTIES {
            let found = at(related, &[name]);
            let account = at(related, &[account_name]).map(account).unwrap_or_default();
            if found.is_some() || account != Account::default() {
                parties.push(party(found, role, account));
            }
        }
    }
    if let Some(agents) = at(element, &["RltdAgts"]) {
        for (name, role) in [("DbtrAgt", "debtor_bank"), ("CdtrAgt", "creditor_bank")] {
            let Some(bank) = at(agents, &[name, "FinInstnId"]) else { continue };
            let bic = ["BICFI", "BIC"].iter().map(|name| text(bank, &[name])).find(|bic| !bic.is_empty());
            let account = Account { bic: bic.unwrap_or_default(), ..Account::default() };
            parties.push(Party { role: role.to_owned(), name: text(bank, &["Nm"]), account, ..Party::default() });
        }
    }
    parties
}

/// A party with its name, address and identification.
pub fn party(element: Option<&Element>, role: &str, account: Account) -> Party {
    let mut party = Party { role: role.to_owned(), account, ..Party::default() };
    // Since version 3 a party stands in a `Pty`.
    let Some(element) = element.map(|element| at(element, &["Pty"]).unwrap_or(element)) else { return party };
    party.name = text(element, &["Nm"]);
    if let Some(address) = at(element, &["PstlAdr"]) {
        let parts = ["StrtNm", "BldgNb", "PstCd", "TwnNm", "CtrySubDvsn"].map(|name| text(address, &[name]));
        party.address = parts.into_iter().filter(|part| !part.is_empty()).collect();
        party.address.extend(address.children_named(&address.namespace, "AdrLine").map(|line| line.text.clone()));
        party.country = text(address, &["Ctry"]);
    }
    if let Some(id) = at(element, &["Id"]) {
        collect(id, &mut party.identification);
    }
    let residence = text(element, &["CtryOfRes"]);
    if !residence.is_empty() {
        party.identification.push(Named { name: "CtryOfRes".to_owned(), value: residence });
    }
    party
}

/// Every value within an identification, by the name of its element.
fn collect(element: &Element, into: &mut Vec<Named>) {
    for child in &element.children {
        if child.children.is_empty() && !child.text.is_empty() {
            into.push(Named { name: child.name.clone(), value: child.text.clone() });
        }
        collect(child, into);
    }
}
