/** Tests of what is read of formats. */
@NullMarked
package io.godwit.content.format;

import org.jspecify.annotations.NullMarked;
