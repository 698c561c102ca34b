/** Tests of rows that are looked up in files. */
@NullMarked
package io.godwit.files.lookup;

import org.jspecify.annotations.NullMarked;
