package io.godwit.examples;

/** What Godwit promises of runs that people stop, pause, share, begin twice or take over. */
interface CommandedEndToEnd extends OrderlyStops, PausedRuns, SharedRuns, TakeOver, RivalRuns {}
