/** Tests of the package of this name. */
@NullMarked
package io.godwit.producer.forget;

import org.jspecify.annotations.NullMarked;
