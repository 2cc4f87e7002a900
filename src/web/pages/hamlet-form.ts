import { html } from 'hono/html';
import type { Temporal } from 'temporal-polyfill';
import type { UnitView } from '../../core/conversation/context.ts';
import type { Field } from '../../core/forms/definition.ts';
import type { About, Item } from '../../core/replies.ts';
import { HAMLET_FORM, wordFault, type FormFault } from '../../texts/hamlet-form.ts';
import { linkedPage, type Html } from './frame.ts';

export type FilledIn = { readonly hamlet: string; readonly name: string; readonly words: string };

/** Which report it is about, and who may answer. */
export type FormSubject = {
  readonly about: About;
  readonly hamlets: readonly UnitView[];
  readonly fields: readonly Field[];
  readonly example: string;
  readonly dueAt: Temporal.Instant;
  readonly zone: string;
};

export const STYLE_PATH = '/ap.css';
/** As much as a page takes; the server checks it again. */
export const LONGEST_NAME = 80;
export const LONGEST_WORDS = 2_000;

const page = (title: string, body: Html): Html => linkedPage(title, STYLE_PATH, body);

/** Where a hamlet writes its figures as in chat. */
export function hamletFormPage(subject: FormSubject, filled: FilledIn, fault?: FormFault): Html {
  const { about, hamlets, fields, example, dueAt, zone } = subject;
  const names = hamlets.map(({ name }) => name);
  return page(
    HAMLET_FORM.title(about.unit.name),
    html`<p>${HAMLET_FORM.about(about, about.formName)}. ${HAMLET_FORM.due(dueAt, zone)}</p>
      ${fault === undefined ? '' : html`<p class="fault" role="alert">${wordFault(fault)}</p>`}
      <form method="post">
        <label for="hamlet">${HAMLET_FORM.hamlet(names)}</label>
        <select id="hamlet" name="hamlet" required>
          <option value="">${HAMLET_FORM.choose}</option>
          ${hamlets.map(
            ({ code, name }) =>
              html`<option value="${code}" ${code === filled.hamlet ? 'selected' : ''}>${name}</option>`,
          )}
        </select>
        <label for="name">${HAMLET_FORM.name}</label>
        <input
          id="name"
          name="name"
          autocomplete="name"
          required
          maxlength="${LONGEST_NAME}"
          value="${filled.name}"
        />
        <label for="words">${HAMLET_FORM.words}</label>
        <textarea id="words" name="words" required maxlength="${LONGEST_WORDS}">${filled.words}</textarea>
        <small>${HAMLET_FORM.example(example)}</small>
        <details>
          <summary>${HAMLET_FORM.fields}</summary>
          <ul>
            ${fields.map(({ label, prompt }) => html`<li>${label}: ${prompt}</li>`)}
          </ul>
        </details>
        <small>${HAMLET_FORM.privacy(about.unit.name)}</small>
        <button name="step" value="review">${HAMLET_FORM.review}</button>
      </form>`,
  );
}

export type Reviewed = {
  readonly hamlet: UnitView;
  readonly nil: boolean;
  readonly items: readonly Item[];
  readonly unclear: readonly string[];
  readonly leavesOut: boolean;
  readonly missing: readonly Field[];
  /** Lets exactly this be sent. */
  readonly proof: string;
};

/** What was understood, before it is sent. */
export function hamletReviewPage({ about }: FormSubject, filled: FilledIn, reviewed: Reviewed): Html {
  const { hamlet, nil, items, unclear, leavesOut, missing, proof } = reviewed;
  return page(
    HAMLET_FORM.title(about.unit.name),
    html`<p>${HAMLET_FORM.about(about, about.formName)}</p>
      <h2>${HAMLET_FORM.understood(hamlet.name, filled.name)}</h2>
      ${
        nil
          ? html`<p>${HAMLET_FORM.nothing}</p>`
          : html`<ul class="values">
              ${items.map((item) => html`<li>${HAMLET_FORM.item(item)}</li>`)}
            </ul>`
      }
      ${
        unclear.length === 0
          ? ''
          : html`<div class="unclear">
              ${HAMLET_FORM.unclear}
              <ul>
                ${unclear.map((piece) => html`<li>${piece}</li>`)}
              </ul>
            </div>`
      }
      ${leavesOut ? html`<p>${HAMLET_FORM.leftOut}</p>` : ''}
      ${
        nil || missing.length === 0
          ? ''
          : html`<small>${HAMLET_FORM.missing}: ${missing.map(({ label }) => label).join('; ')}.</small>`
      }
      <form method="post">
        <input type="hidden" name="hamlet" value="${filled.hamlet}" />
        <input type="hidden" name="name" value="${filled.name}" />
        <textarea name="words" hidden>${filled.words}</textarea>
        <input type="hidden" name="proof" value="${proof}" />
        <button name="step" value="send">${HAMLET_FORM.send}</button>
        <button name="step" value="edit" class="second">${HAMLET_FORM.edit}</button>
      </form>`,
  );
}

/** It was taken. */
export function hamletDonePage({ about }: FormSubject, hamlet: UnitView): Html {
  return page(
    HAMLET_FORM.title(about.unit.name),
    html`<p>${HAMLET_FORM.done(hamlet.name)}</p>
      <p>${HAMLET_FORM.later}</p>`,
  );
}

/** Nothing can be answered here (any more). */
export function hamletClosedPage(words: string): Html {
  return page('Hai Chiều', html`<p>${words}</p>`);
}
