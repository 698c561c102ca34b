package io.godwit.examples;

/** What Godwit promises of runs whose target is altered beside them, or has to be noted. */
interface AlteredEndToEnd extends AlteredTargets, NotedRuns {}
