/**
 * Targets that keep to the model by which Godwit tells a record's fault from an outage, and the
 * suite that runs an engine against a great many of them.
 *
 * <p>The model: a bad record is refused at every attempt. An outage strikes every write and every
 * witness while it lasts, by any code. What is known to pass may strike anything. A commit may be
 * lost after it was done, a worker may die at any point, and a rule may come that refuses what was
 * written. {@link io.godwit.testkit.scripted.Script} makes all of that from a seed, {@link
 * io.godwit.testkit.scripted.ScriptedTarget} plays it in virtual time, and {@link
 * io.godwit.testkit.scripted.ScriptedRuns} says what must hold in the end.
 */
@NullMarked
package io.godwit.testkit.scripted;

import org.jspecify.annotations.NullMarked;
