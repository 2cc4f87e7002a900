import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A page that one gets to by a link and search engines need not find: its title as the heading above the body. */
export function linkedPage(title: string, stylePath: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="${stylePath}" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}
