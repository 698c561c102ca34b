/** Tests of the comparison of a run with its target. */
@NullMarked
package io.godwit.producer.verify;

import org.jspecify.annotations.NullMarked;
