/** Tests of this package. */
@NullMarked
package io.godwit.files.undo;

import org.jspecify.annotations.NullMarked;
