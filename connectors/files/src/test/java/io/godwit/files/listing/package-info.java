/** Tests of the package of this name. */
@NullMarked
package io.godwit.files.listing;

import org.jspecify.annotations.NullMarked;
