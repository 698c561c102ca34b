/**
 * The source whose records are the objects of a store: each a reference, whose content never goes
 * through Kafka. What copies or reads the content opens the object by its name, in the version that
 * was listed.
 *
 * <p>A split is a range of names that the planner finds while it lists the store once; its reader
 * lists the same range again. Neither holds more than a page of names.
 */
@NullMarked
package io.godwit.files.listing;

import org.jspecify.annotations.NullMarked;
