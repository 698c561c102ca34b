/**
 * What a job file says of the built-in steps: a record a kind, each checked in its constructor, and
 * with its effect on the fields of records. How they are run is the business of {@link
 * io.godwit.worker.step}.
 */
@NullMarked
package io.godwit.worker.step.spec;

import org.jspecify.annotations.NullMarked;
