/**
 * Dates as people write them: {@link io.godwit.worker.step.dates.DateFormats} is made of the
 * patterns of a job file, and refuses those that leave open what a text means. It reads strictly:
 * no day is moved to one that exists, and no century is guessed.
 */
@NullMarked
package io.godwit.worker.step.dates;

import org.jspecify.annotations.NullMarked;
