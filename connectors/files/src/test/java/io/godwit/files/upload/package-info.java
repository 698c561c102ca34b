/** Tests of the package of this name. */
@NullMarked
package io.godwit.files.upload;

import org.jspecify.annotations.NullMarked;
