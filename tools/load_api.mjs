#!/usr/bin/env node
// A server's address and its process id go in; how it bears many readers at once comes out.
//
//     tools/load_api.mjs http://127.0.0.1:7777 PID [readers] [seconds]
//
// Each reader asks one question after another, of various states, types and years, as the page's screens ask them; times are
// until the whole answer has come. Start the server with --rate 0: all readers are one client here.
import { Agent, get } from 'node:http';
import { readFileSync } from 'node:fs';

const [server, pid, readers = '200', seconds = '60'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(readers) });
const CODES = 'MAR TUN EGY JOR KWT OMN QAT FRA DEU POL TUR IRN KEN TZA BRA PER VNM IDN KAZ UZB'.split(' ');
const TYPES = 'CONSULT ASSAULT AGREE AID SANCTION'.split(' ');
const one = (list) => list[Math.floor(Math.random() * list.length)];
const year = () => 2011 + Math.floor(Math.random() * 14);

const QUESTIONS = [
  () => '/overview',
  () => `/events?side=${one(CODES)}&type=${one(TYPES)}`,
  () => `/events?recipient=${one(CODES)}&from=${year()}`,
  () => `/happenings?independent=2&from=${year()}`,
  () => `/claims?recipient=${one(CODES)}`,
  () => `/timeline?a=${one(CODES)}&b=${one(CODES)}`,
  () => `/series?a=${one(CODES)}&b=${one(CODES)}&by=month`,
  () => `/facets?side=${one(CODES)}&from=${year()}`,
  () => { const y = year(); return `/network?from=${y}&to=${y}`; },
  () => `/articles/${1 + Math.floor(Math.random() * 400)}`,
];

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

function ask(path) {
  return new Promise((done) => {
    const begun = performance.now();
    const request = get(`${server}/api/v1${path}`, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => done({ fine: answer.statusCode === 200, took: performance.now() - begun, path, status: answer.statusCode }));
      answer.on('error', (error) => done({ fine: false, path, status: error.message }));
    });
    request.on('error', (error) => done({ fine: false, path, status: error.message }));
  });
}

const end = performance.now() + Number(seconds) * 1000;
const took = [];
const wrong = [];
const begin = memory();
let middle = 0;
setTimeout(() => { middle = memory(); }, Number(seconds) * 500);
await Promise.all(Array.from({ length: Number(readers) }, async () => {
  while (performance.now() < end) {
    const answer = await ask(one(QUESTIONS)());
    if (answer.fine) took.push(answer.took);
    else wrong.push(`${answer.path}: ${answer.status}`);
  }
}));
agent.destroy();
took.sort((a, b) => a - b);
const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))]?.toFixed(0);
console.log(`${readers} readers, ${seconds} s: ${took.length} answers, ${wrong.length} errors; ms: median ${at(0.5)}, 95th ${at(0.95)}, 99th ${at(0.99)}, longest ${at(1)}`);
console.log(`memory of the server, MB: ${begin.toFixed(0)} before, ${middle.toFixed(0)} half-way, ${memory().toFixed(0)} after`);
wrong.slice(0, 5).forEach((line) => console.log(line));
process.exit(wrong.length > 0 ? 1 : 0);
