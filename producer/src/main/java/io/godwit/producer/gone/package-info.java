/**
 * The phase in which rows are found of which the source has no record any more. {@link
 * io.godwit.producer.gone.GoneSteps} says what is next of a task, and does it: first the keys of
 * all published records go to the target ({@link io.godwit.producer.gone.PublishedKeys}), which
 * says what they leave over ({@link io.godwit.producer.gone.UnnamedRows}, by which a comparison
 * finds rows that are too many); that is put into the gone topic, row by row as it stands; and from
 * there it is deleted or marked in batches ({@link io.godwit.producer.gone.KeptRows}). Each step is
 * noted when it is done, and one that is done twice does the same. What a target can do of it is
 * {@link io.godwit.producer.gone.GoneWork}.
 */
@NullMarked
package io.godwit.producer.gone;

import org.jspecify.annotations.NullMarked;
