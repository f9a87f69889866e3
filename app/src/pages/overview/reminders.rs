//! Reminder switches, and the dates for a calendar.

use super::OverviewModel;
use crate::parts::FormKey;
use crate::texts::overview::OverviewTexts;
use leptos::prelude::*;

/// The block.
pub fn view(model: &OverviewModel, t: &'static OverviewTexts) -> AnyView {
    let (email, sms) = model.reminders;
    let key = model.key.clone();
    view! {
        <p>{t.reminders_text}</p>
        <form method="post" action="/profile/reminders" class="stack">
            <FormKey key=key/>
            <input type="hidden" name="to" value="/overview"/>
            <label class="choice"><input type="checkbox" name="email" value="1" checked=email/><span>{t.remind_email}</span></label>
            <label class="choice"><input type="checkbox" name="sms" value="1" checked=sms/><span>{t.remind_sms}</span></label>
            <p class="cluster">
                <button class="button-quiet" type="submit">{t.remind_save}</button>
                <a class="button-quiet" href="/calendar.ics">{t.calendar}</a>
            </p>
        </form>
    }
    .into_any()
}
