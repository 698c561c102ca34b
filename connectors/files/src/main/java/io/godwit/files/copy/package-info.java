/**
 * The sink that copies the objects that records refer to into another store.
 *
 * <p>A record names its object by the fields {@code name} and {@code version}; the target's name is
 * made of its fields. A batch is copied by virtual threads, as many at once as the store takes. A
 * content is streamed from one store to the other and never held as a whole.
 */
@NullMarked
package io.godwit.files.copy;

import org.jspecify.annotations.NullMarked;
