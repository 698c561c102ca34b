/** Tests of the package of this name. */
@NullMarked
package io.godwit.files.folder;

import org.jspecify.annotations.NullMarked;
