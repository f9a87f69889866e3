//! What the documents are called where they can be downloaded.

super::texts! {
    /// See the module.
    DocumentTexts {
        title: "Documenten om te bewaren", "Documents to keep", "Documents à conserver";
        hint: "Elk document is een pdf. Een voorleesprogramma kan het lezen.", "Each document is a PDF. A screen reader can read it.", "Chaque document est un PDF, lisible par un lecteur d’écran.";
        statement: "Overzicht met alle berekeningen (pdf)", "Statement with all calculations (PDF)", "Relevé avec tous les calculs (PDF)";
        plan: "Uw betalingsregeling (pdf)", "Your payment plan (PDF)", "Votre plan de paiement (PDF)";
        receipt: "Bewijs van betaling: {amount}, {date} (pdf)", "Receipt: {amount}, {date} (PDF)", "Reçu : {amount}, {date} (PDF)";
        receipt_plain: "Bewijs van betaling (pdf)", "Receipt (PDF)", "Reçu (PDF)";
        settled: "Rekening {number} is betaald (pdf)", "Invoice {number} is paid (PDF)", "La facture {number} est payée (PDF)";
        formal: "Brief over rekening {number}, {date} (pdf)", "Letter about invoice {number}, {date} (PDF)", "Lettre au sujet de la facture {number}, {date} (PDF)";
        more: "Nog {n} documenten", "{n} more documents", "Encore {n} documents";
        formal_plain: "Lees de brief (pdf)", "Read the letter (PDF)", "Lire la lettre (PDF)";
    }
}
