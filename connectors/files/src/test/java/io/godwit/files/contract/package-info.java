/** What every kind of file keeps to, as every source does. */
@NullMarked
package io.godwit.files.contract;

import org.jspecify.annotations.NullMarked;
