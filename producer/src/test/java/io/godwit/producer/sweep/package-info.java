/** Tests of the package of this name. */
@NullMarked
package io.godwit.producer.sweep;

import org.jspecify.annotations.NullMarked;
