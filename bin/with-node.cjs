'use strict';
// Runs on whatever Node npm brings (14 or newer): installs what is missing, then hands over to the pinned Node 24.
//   node bin/with-node.cjs start [arguments]   ->   node_modules/.bin/node bin/start.ts [arguments]
const { spawn, spawnSync } = require('child_process');
const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.join(__dirname, '..');
const modules = path.join(root, 'node_modules');
const lockfile = path.join(root, 'package-lock.json');
const stamp = path.join(modules, '.lianan-lockfile');
const node = path.join(modules, '.bin', 'node');
const [what, ...rest] = process.argv.slice(2);

if (process.platform === 'win32')
  stop('联安在 Linux 与 macOS 上运行；在 Windows 上请使用 WSL。\nLianan runs on Linux and macOS; on Windows use WSL.');
install();
run();

function install() {
  const hash = createHash('sha256').update(fs.readFileSync(lockfile)).digest('hex');
  if (fs.existsSync(node) && (read(stamp) === hash || installedByHand())) return remember(hash);
  console.error('正在安装所需的软件包（npm install）…\nInstalling what is needed (npm install) …');
  const npm = process.env.npm_execpath;
  // Not `npm ci`: it refuses a lockfile that was written where the registry lacks other platforms' optional packages. What is
  // locked is installed as locked all the same, and neither package.json nor the lockfile is written.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const done =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) stop('npm install 没有成功，见上。\nnpm install failed, see above.');
  if (!fs.existsSync(node))
    stop(
      `没有适合本机（${process.platform}-${process.arch}）的 Node 24。\nThere is no Node 24 for this machine (${process.platform}-${process.arch}).`,
    );
  remember(hash);
}

// npm notes its own installs in a hidden lockfile: a newer one means that somebody ran npm install after the lockfile changed.
function installedByHand() {
  try {
    return fs.statSync(path.join(modules, '.package-lock.json')).mtimeMs >= fs.statSync(lockfile).mtimeMs;
  } catch (error) {
    return false;
  }
}

function remember(hash) {
  if (read(stamp) === hash) return;
  try {
    fs.writeFileSync(stamp, hash);
  } catch (error) {
    // A read-only installation is checked again next time.
  }
}

function run() {
  const env = Object.assign({}, process.env, {
    PATH: path.join(modules, '.bin') + path.delimiter + process.env.PATH,
    // Compiled code is kept between starts: it halves the time that loading takes.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || path.join(modules, '.cache', 'lianan-code'),
  });
  const child = spawn(node, [path.join(__dirname, `${what}.ts`), ...rest], {
    cwd: root,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(String(error)));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    for (const one of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(one);
    process.kill(process.pid, signal);
  });
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    return '';
  }
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
