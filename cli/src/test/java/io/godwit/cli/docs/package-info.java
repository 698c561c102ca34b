/** Tests of the generated reference pages. */
@NullMarked
package io.godwit.cli.docs;

import org.jspecify.annotations.NullMarked;
