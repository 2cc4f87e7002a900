import { html } from 'hono/html';

/**
 * The front page of an installation without demo phones: that it runs, and nothing about it. `zaloCode`: what Zalo gave to show that
 * the domain is the operator's.
 */
export function homePage(zaloCode?: string) {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${zaloCode === undefined ? '' : html`<meta name="zalo-platform-site-verification" content="${zaloCode}" />`}
        <title>Hai Chiều</title>
      </head>
      <body>
        <h1>Hai Chiều</h1>
        <p>Hệ thống đang chạy. Đồng chí báo cáo và nhận tổng hợp ngay trong ứng dụng nhắn tin.</p>
      </body>
    </html>`;
}
