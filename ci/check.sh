#!/usr/bin/env bash
# What the GitHub action and the GitLab job run: findings as annotations or as a report, then the exit status.
# STDML_PATHS, STDML_PROFILE and STDML_FAIL_ON choose; STDML_FORMAT and STDML_OUTPUT say how it is reported.
set -uo pipefail

arguments=(--format "${STDML_FORMAT:-github}")
[[ -n "${STDML_OUTPUT:-}" ]] && arguments+=(--output "$STDML_OUTPUT")
[[ -n "${STDML_PROFILE:-}" ]] && arguments+=(--profile "$STDML_PROFILE")
[[ -n "${STDML_FAIL_ON:-}" ]] && arguments+=(--fail-on "$STDML_FAIL_ON")

# Paths are separated by spaces and may hold patterns.
# shellcheck disable=SC2206
paths=(${STDML_PATHS:-.})

stdml check "${arguments[@]}" -- "${paths[@]}"
status=$?
if [[ -n "${GITHUB_STEP_SUMMARY:-}" ]]; then
    stdml check --format markdown -- "${paths[@]}" >>"$GITHUB_STEP_SUMMARY" || true
fi
exit "$status"
