#!/usr/bin/env node
// A server's address and its process id go in; how it bears many readers at once comes out, or what each question costs it.
//
//     tools/load_api.mjs http://127.0.0.1:7777 PID [readers] [seconds]
//     tools/load_api.mjs http://127.0.0.1:7777 PID each [answers]
//
// Each reader asks one question after another, of various states, types and years, as the page's screens ask them; times are
// until the whole answer has come. With `each` one reader asks so many different ones of each question, which a server started
// for that has not answered yet; times are of the server's processor. Start the server with --rate 0: all readers are one client here.
import { Agent, get } from 'node:http';
import { readFileSync } from 'node:fs';

const [server, pid, readers = '200', length = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(readers) || 1 });
const CODES = 'MAR TUN EGY JOR KWT OMN QAT FRA DEU POL TUR IRN KEN TZA BRA PER VNM IDN KAZ UZB'.split(' ');
const TYPES = 'CONSULT ASSAULT AGREE AID SANCTION'.split(' ');
const one = (list) => list[Math.floor(Math.random() * list.length)];
const year = () => 2011 + Math.floor(Math.random() * 14);

const QUESTIONS = {
  overview: () => '/overview',
  'events of a side and type': () => `/events?side=${one(CODES)}&type=${one(TYPES)}`,
  'events of a recipient since a year': () => `/events?recipient=${one(CODES)}&from=${year()}`,
  'happenings of two reports': () => `/happenings?independent=2&from=${year()}`,
  'claims about a recipient': () => `/claims?recipient=${one(CODES)}`,
  timeline: () => `/timeline?a=${one(CODES)}&b=${one(CODES)}`,
  'series by month': () => `/series?a=${one(CODES)}&b=${one(CODES)}&by=month`,
  'facets of a side since a year': () => `/facets?side=${one(CODES)}&from=${year()}`,
  'network of a year': () => { const y = year(); return `/network?from=${y}&to=${y}`; },
  article: () => `/articles/${1 + Math.floor(Math.random() * 400)}`,
};

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
/** Milliseconds of processor that the server has had, by the kernel's ticks of a hundredth of a second. */
const processor = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + 10 * Number(ticks), 0);

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

const took = [];
const wrong = [];

async function note(path) {
  const answer = await ask(path);
  if (answer.fine) took.push(answer.took);
  else wrong.push(`${answer.path}: ${answer.status}`);
}

async function each(answers) {
  await ask('/overview');
  for (const [name, make] of Object.entries(QUESTIONS)) {
    // Of some there are fewer.
    const asked = [...new Set(Array.from({ length: 20 * answers }, make))].slice(0, answers);
    const begin = processor();
    for (const path of asked) await note(path);
    console.log(`${name.padEnd(36)} ${String(asked.length).padStart(4)} answers, ${((processor() - begin) / asked.length).toFixed(1)} ms of processor each`);
  }
}

async function load(seconds) {
  const end = performance.now() + seconds * 1000;
  const [begin, used] = [memory(), processor()];
  let middle = 0;
  setTimeout(() => { middle = memory(); }, seconds * 500);
  await Promise.all(Array.from({ length: Number(readers) }, async () => {
    while (performance.now() < end) await note(one(Object.values(QUESTIONS))());
  }));
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))]?.toFixed(0);
  console.log(`${readers} readers, ${seconds} s: ${took.length} answers, ${wrong.length} errors; ms: median ${at(0.5)}, 95th ${at(0.95)}, 99th ${at(0.99)}, longest ${at(1)}`);
  console.log(`processor of the server: ${((processor() - used) / took.length).toFixed(2)} ms an answer`);
  console.log(`memory of the server, MB: ${begin.toFixed(0)} before, ${middle.toFixed(0)} half-way, ${memory().toFixed(0)} after`);
}

await (readers === 'each' ? each(Number(length || '50')) : load(Number(length || '60')));
agent.destroy();
wrong.slice(0, 5).forEach((line) => console.log(line));
process.exit(wrong.length > 0 ? 1 : 0);
