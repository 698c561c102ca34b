/** Tests of the package of this name. */
@NullMarked
package io.godwit.files.copy;

import org.jspecify.annotations.NullMarked;
