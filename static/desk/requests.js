// Requests to the server: a response to show, or a refusal in words.

export class Refusal extends Error {}

export async function ask(address, fields) {
  const headers = { "X-Requested-With": "desk" };
  const cookie = document.cookie.match(/csrftoken=([^;]+)/);
  if (fields && cookie) headers["X-CSRFToken"] = cookie[1]; // read each time: signing in again changes it
  let answer;
  try {
    answer = await fetch(address, fields ? { method: "POST", headers, body: new URLSearchParams(fields) } : { headers });
  } catch {
    throw new Refusal("The server can’t be reached. What you entered is still on this computer. Try again in a moment.");
  }
  const plain = (answer.headers.get("content-type") ?? "").startsWith("text/plain");
  if (plain && !answer.ok) throw new Refusal(await answer.text());
  if (answer.ok || answer.status === 422 || answer.status === 409) return answer;
  if (answer.status === 403) {
    throw new Refusal("You are signed out, or signed in again since. Sign in in another tab, then repeat this. Everything you entered is still here.");
  }
  throw new Refusal(`The server couldn’t do this (${answer.status}). What you entered is still on this computer. Try again, or reload the page.`);
}
