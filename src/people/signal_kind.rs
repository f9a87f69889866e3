//! The vocabulary of signals: everything we note about what a debtor did, or what happened to their file.
//!
//! One table gives each kind its text form (database, exports), its definition (docs), and the words in which the
//! agent's timeline tells it. Free text, names and anything about health, origin, sex or age are absent by design.

use crate::kinds::Lang;

macro_rules! signal_kinds {
    ($($variant:ident = $text:literal, $definition:literal, $nl:literal, $en:literal, $fr:literal;)+) => {
        crate::kinds::vocabulary! {
            /// A kind of signal. Its definition says what `amount_cents`, `days` and `channel` mean, where it has them.
            SignalKind, "kind of signal" { $(#[doc = $definition] $variant = $text),+ }
        }

        impl SignalKind {
            /// What the kind means, in one sentence, for the docs.
            pub const fn definition(self) -> &'static str {
                match self { $(SignalKind::$variant => $definition),+ }
            }

            /// The words of the agent's timeline.
            pub const fn words(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((SignalKind::$variant, Lang::Nl) => $nl,
                      (SignalKind::$variant, Lang::En) => $en,
                      (SignalKind::$variant, Lang::Fr) => $fr,)+
                }
            }
        }
    };
}

signal_kinds! {
    // Debt.
    InvoiceIssued = "invoice_issued", "An invoice was issued; amount: its principal; days: from issue to due date.",
        "Factuur uitgegeven", "Invoice issued", "Facture émise";
    CreditorJoined = "creditor_joined", "The first claim of a creditor new to this file.",
        "Nieuwe schuldeiser in het dossier", "New creditor on the file", "Nouveau créancier au dossier";
    InvoiceOverdue = "invoice_overdue", "An invoice passed its due date with something open; amount: what was open.",
        "Vervaldatum voorbij, nog open", "Due date passed, still open", "Échéance passée, encore ouvert";
    CostsAdded = "costs_added", "Costs or interest were added to a claim; amount: what was added.",
        "Kosten of rente toegevoegd", "Costs or interest added", "Frais ou intérêts ajoutés";
    InvoiceCorrected = "invoice_corrected", "A creditor corrected, credited or withdrew a claim; amount: the signed change.",
        "Factuur gecorrigeerd", "Invoice corrected", "Facture corrigée";
    InvoiceSettled = "invoice_settled", "A claim was paid off; amount: what this last payment settled of it; days: after the due date (negative: before).",
        "Factuur voldaan", "Invoice settled", "Facture soldée";
    PartPayment = "part_payment", "A payment covered part of a claim; amount: that part.",
        "Deel betaald", "Part paid", "Paiement partiel";
    // Payments.
    PaymentStarted = "payment_started", "The debtor went on to the bank; amount: what they chose to pay.",
        "Betaling gestart", "Payment started", "Paiement commencé";
    PaymentPaid = "payment_paid", "A payment came in, whatever it covers; amount: all of it; days: since our last message, if one led here; channel: of that message.",
        "Betaling ontvangen", "Payment received", "Paiement reçu";
    PaymentFailed = "payment_failed", "The bank refused a payment; amount: of the attempt.",
        "Betaling mislukt", "Payment failed", "Paiement échoué";
    PaymentCancelled = "payment_cancelled", "The debtor turned back at the bank; amount: of the attempt.",
        "Betaling afgebroken", "Payment cancelled", "Paiement annulé";
    PaymentExpired = "payment_expired", "A payment was left to expire; amount: of the attempt.",
        "Betaling verlopen", "Payment expired", "Paiement expiré";
    PaymentRefunded = "payment_refunded", "A payment was paid back or charged back; amount: what is open again through it.",
        "Betaling teruggedraaid", "Payment reversed", "Paiement remboursé";
    PaidEverything = "paid_everything", "One payment covered all that was due; amount: of it.",
        "Alles in één keer betaald", "Paid everything at once", "Tout payé en une fois";
    TransferChosen = "transfer_chosen", "The debtor chose to pay by bank transfer.",
        "Overschrijving gekozen", "Chose a bank transfer", "Virement choisi";
    // Promises and plans.
    PromiseMade = "promise_made", "The debtor named a day on which to pay; days: from now; amount: promised.",
        "Betaaldatum toegezegd", "Promised a payment date", "Date de paiement promise";
    PromiseKept = "promise_kept", "A promised payment came by its day.",
        "Toezegging nagekomen", "Promise kept", "Promesse tenue";
    PromiseBroken = "promise_broken", "A promised day passed without the payment.",
        "Toezegging niet nagekomen", "Promise broken", "Promesse non tenue";
    PlanViewed = "plan_viewed", "The debtor looked at options to pay in instalments.",
        "Regelingen bekeken", "Looked at payment plans", "Plans de paiement consultés";
    PlanAgreed = "plan_agreed", "A plan was agreed; amount: its total; days: its length.",
        "Betalingsregeling afgesproken", "Payment plan agreed", "Plan de paiement convenu";
    InstalmentKept = "instalment_kept", "An instalment was paid by its due date; amount: of it; days: after that date (zero or negative).",
        "Termijn op tijd betaald", "Instalment paid on time", "Échéance payée à temps";
    InstalmentMissed = "instalment_missed", "An instalment was not paid by its due date; amount: of it.",
        "Termijn gemist", "Instalment missed", "Échéance manquée";
    PlanChanged = "plan_changed", "The debtor chose other days or another amount for the rest of a plan; days: by which the end moved (negative: sooner).",
        "Regeling aangepast", "Payment plan changed", "Plan de paiement modifié";
    InstalmentSkipped = "instalment_skipped", "The debtor said in time that an instalment would not come; it moved to the end; amount: of it.",
        "Termijn overgeslagen", "Instalment skipped", "Échéance reportée";
    PlanRepaired = "plan_repaired", "The debtor made good what was missed; amount: what had been missed.",
        "Gemiste termijn hersteld", "Missed instalment made good", "Échéance manquée régularisée";
    ExtraPaid = "extra_paid", "The debtor paid more on a plan than was due; amount: the extra.",
        "Extra betaald op regeling", "Paid extra on a plan", "Paiement supplémentaire sur un plan";
    PlanCompleted = "plan_completed", "The last instalment of a plan was paid.",
        "Regeling afgerond", "Plan completed", "Plan terminé";
    PlanReopened = "plan_reopened", "A payment that had completed a plan went back; amount: what is open of the plan again.",
        "Regeling weer open", "Plan open again", "Plan rouvert";
    PlanBroken = "plan_broken", "An agent stopped a plan because instalments were missed.",
        "Regeling gestopt", "Plan stopped", "Plan interrompu";
    // Portal.
    VisitPrompted = "visit_prompted", "A visit that a message of ours led to; channel: of that message.",
        "Bezoek na ons bericht", "Visit after our message", "Visite après notre message";
    VisitUnprompted = "visit_unprompted", "A visit that no message of ours led to: proactive contact.",
        "Bezoek uit zichzelf", "Visit of their own accord", "Visite spontanée";
    VisitOnPhone = "visit_on_phone", "The visit was on a telephone; noted beside the visit itself.",
        "Bezoek op telefoon", "Visit on a phone", "Visite sur téléphone";
    VisitOnDesktop = "visit_on_desktop", "The visit was on a larger screen; noted beside the visit itself.",
        "Bezoek op computer", "Visit on a computer", "Visite sur ordinateur";
    InvoiceViewed = "invoice_viewed", "The debtor opened an invoice.",
        "Factuur bekeken", "Opened an invoice", "Facture consultée";
    CostExplanationViewed = "cost_explanation_viewed", "The debtor opened the explanation of costs.",
        "Uitleg van kosten bekeken", "Opened the explanation of costs", "Explication des frais consultée";
    DocumentsViewed = "documents_viewed", "The debtor opened documents of a claim.",
        "Documenten bekeken", "Opened documents", "Documents consultés";
    StatementDownloaded = "statement_downloaded", "The debtor downloaded a statement of all claims.",
        "Overzicht gedownload", "Downloaded a statement", "Relevé téléchargé";
    HelpViewed = "help_viewed", "The debtor opened the help page.",
        "Hulppagina bekeken", "Opened the help page", "Page d’aide consultée";
    // Chat.
    ChatStartedUnprompted = "chat_started_unprompted", "The debtor started a chat that no message of ours led to: proactive contact.",
        "Chat gestart uit zichzelf", "Started a chat of their own accord", "Chat lancé spontanément";
    ChatStartedAfterMessage = "chat_started_after_message", "The debtor started a chat after a message of ours.",
        "Chat gestart na ons bericht", "Started a chat after our message", "Chat lancé après notre message";
    ChatMessage = "chat_message", "The debtor wrote in a chat; what was written is not scored.",
        "Bericht in de chat", "Wrote in the chat", "Message dans le chat";
    // Replies, disputes, hardship.
    ReplyAlreadyPaid = "reply_already_paid", "The debtor replied to have paid already.",
        "Antwoord: al betaald", "Reply: already paid", "Réponse : déjà payé";
    ReplyNotMe = "reply_not_me", "The debtor replied not to be the one who owes this.",
        "Antwoord: niet van mij", "Reply: not me", "Réponse : ce n’est pas moi";
    ReplyMoved = "reply_moved", "The debtor replied to have moved.",
        "Antwoord: verhuisd", "Reply: moved", "Réponse : déménagé";
    ReplyDeceased = "reply_deceased", "Someone replied that the debtor has died.",
        "Antwoord: overleden", "Reply: deceased", "Réponse : décédé";
    ReplyAdministrator = "reply_administrator", "The debtor replied to have an administrator or to be in debt restructuring.",
        "Antwoord: bewind of schuldsanering", "Reply: administrator or debt restructuring", "Réponse : administrateur ou règlement de dettes";
    DisputeOpened = "dispute_opened", "The debtor disputed a claim.",
        "Betwisting ingediend", "Claim disputed", "Contestation";
    PauseAsked = "pause_asked", "The debtor asked for a pause.",
        "Pauze gevraagd", "Asked for a pause", "Pause demandée";
    HelpAsked = "help_asked", "The debtor asked for help or said there is money trouble (a button, not free text).",
        "Hulp gevraagd", "Asked for help", "Aide demandée";
    CallbackAsked = "callback_asked", "The debtor asked to be called back.",
        "Terugbelverzoek", "Asked for a call back", "Rappel demandé";
    Complaint = "complaint", "The debtor made a complaint.",
        "Klacht", "Complaint", "Plainte";
    // Our messages and what became of them.
    NoticeSent = "notice_sent", "We sent a message; channel: by which.",
        "Bericht verstuurd", "Message sent", "Message envoyé";
    NoticeClicked = "notice_clicked", "The debtor pressed the button behind our link; channel: of the message; days: since it was sent.",
        "Op ons bericht ingegaan", "Followed our message", "A suivi notre message";
    NoticeBounced = "notice_bounced", "A message came back undelivered; channel: by which.",
        "Bericht kwam terug", "Message bounced", "Message non délivré";
    NoticeIgnored = "notice_ignored", "Seven days passed after a message without a click, visit, reply or payment; channel: by which.",
        "Geen reactie in zeven dagen", "No response in seven days", "Sans réaction pendant sept jours";
    PhoneCallTaken = "phone_call_taken", "The debtor took our telephone call.",
        "Telefoon opgenomen", "Took our call", "A répondu à l’appel";
    PhoneCallRefused = "phone_call_refused", "The debtor did not take our call, or did not want it.",
        "Telefoon niet opgenomen", "Did not take our call", "N’a pas pris l’appel";
    // What they told us.
    AnswerCannotPay = "answer_cannot_pay", "Explicit answer: I cannot pay this now.",
        "Antwoord: kan nu niet betalen", "Answer: cannot pay now", "Réponse : ne peut pas payer";
    AnswerMonthly = "answer_monthly", "Explicit answer: I want to pay an amount a month.",
        "Antwoord: wil per maand betalen", "Answer: wants to pay monthly", "Réponse : veut payer par mois";
    AnswerDetail = "answer_detail", "Explicit answer: I want to see everything first.",
        "Antwoord: wil eerst alles zien", "Answer: wants to see everything", "Réponse : veut tout voir d’abord";
    AnswerForgot = "answer_forgot", "Explicit answer: it had slipped my mind.",
        "Antwoord: was het vergeten", "Answer: had forgotten", "Réponse : oubli";
    AnswerAllAtOnce = "answer_all_at_once", "Explicit answer: I settle everything in one go.",
        "Antwoord: betaalt alles in één keer", "Answer: settles all at once", "Réponse : règle tout d’un coup";
    AnswerDigital = "answer_digital", "Explicit answer: by telephone screen only, please, and remind me in time.",
        "Antwoord: alles digitaal, tijdig herinneren", "Answer: all digital, remind in time", "Réponse : tout en ligne, rappels à temps";
    AnswerTalk = "answer_talk", "Explicit answer: I would rather talk to somebody.",
        "Antwoord: praat liever met iemand", "Answer: would rather talk to somebody", "Réponse : préfère parler à quelqu’un";
    AnswerSoon = "answer_soon", "Explicit answer: not now, but within a few weeks I can.",
        "Antwoord: kan over een paar weken betalen", "Answer: can pay in a few weeks", "Réponse : pourra payer dans quelques semaines";
    AnswerLost = "answer_lost", "Explicit answer: I have lost the overview of my invoices.",
        "Antwoord: is het overzicht kwijt", "Answer: has lost the overview", "Réponse : a perdu la vue d’ensemble";
    AnswerLetter = "answer_letter", "Explicit answer: a letter, please, rather than messages.",
        "Antwoord: liever een brief", "Answer: rather a letter", "Réponse : plutôt une lettre";
    ReminderSet = "reminder_set", "The debtor asked to be reminded; channel: how; days: before the due date.",
        "Herinnering aangezet", "Set a reminder", "Rappel activé";
    DirectDebitSet = "direct_debit_set", "The debtor gave a direct debit mandate.",
        "Automatische incasso gegeven", "Gave a direct debit", "Domiciliation donnée";
    ViewNeutralChosen = "view_neutral_chosen", "The debtor chose the neutral view; what they do is no longer used for the layout.",
        "Neutrale weergave gekozen", "Chose the neutral view", "Vue neutre choisie";
    ViewAutoChosen = "view_auto_chosen", "The debtor went back to the view that fits what they do.",
        "Passende weergave gekozen", "Chose the fitting view", "Vue adaptée choisie";
}
