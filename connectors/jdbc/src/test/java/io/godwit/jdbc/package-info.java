/** Tests of the choice of a dialect. */
@NullMarked
package io.godwit.jdbc;

import org.jspecify.annotations.NullMarked;
