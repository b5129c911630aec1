#!/usr/bin/env bash
# Publishes the program as it ships (framework-dependent, ReadyToRun) and measures, in several runs, the time from process start to the first "ready"
# and the resident memory of the idle service after one page. A trivial process start is measured beside it, because machines differ.
# usage: tests/Syndicator.Benchmarks/startup.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=${1:-5}
port=${PORT:-5599}
out=$(mktemp -d)
service=
cleanup() {
  [ -n "$service" ] && kill "$service" 2>/dev/null && wait "$service" 2>/dev/null
  rm -rf "$out"
}
trap cleanup EXIT

rid=linux-x64
[ "$(uname -m)" = aarch64 ] && rid=linux-arm64
# Its own folders and lock file: a restore for one platform would otherwise change the committed ones and the developer's build.
dotnet publish src/Syndicator.App -c Release -r "$rid" --self-contained false -p:PublishReadyToRun=true \
  -p:NuGetLockFilePath=obj/publish.lock.json -p:RestoreLockedMode=false -p:RunAnalyzers=false --artifacts-path "$out/build" -o "$out/app" --nologo -v quiet
echo "published: $(du -sm "$out/app" | cut -f1) MB"

now() { date +%s%N; }
started=$(now)
dotnet --version >/dev/null
echo "for comparison, dotnet --version: $((($(now) - started) / 1000000)) ms"

for run in $(seq "$runs"); do
  data=$(mktemp -d -p "$out")
  started=$(now)
  (cd "$data" && exec env Urls="http://127.0.0.1:$port" "$out/app/syndicator" run) >"$data/out" 2>"$data/log" &
  service=$!
  until curl -fs -o /dev/null --max-time 5 "http://127.0.0.1:$port/health/live"; do
    kill -0 "$service" 2>/dev/null || { tail -n 5 "$data/log" >&2; echo "the service ended" >&2; exit 1; }
    [ $((($(now) - started) / 1000000000)) -lt 60 ] || { echo "not ready after 60 s" >&2; exit 1; }
    sleep 0.01
  done
  ready=$((($(now) - started) / 1000000))
  # Processor time tells what a busy machine hides.
  ticks=$(awk '{ print $14 + $15 }' "/proc/$service/stat")
  processor=$((ticks * 1000 / $(getconf CLK_TCK)))
  curl -fs -o /dev/null "http://127.0.0.1:$port/"
  sleep 5
  resident=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$service/status")
  anonymous=$(awk '/RssAnon/ { print int($2 / 1024) }' "/proc/$service/status")
  echo "run $run: ready after $ready ms ($processor ms of processor time), idle $resident MB (of it anonymous $anonymous MB)"
  kill "$service"
  wait "$service" 2>/dev/null || true
  service=
done
