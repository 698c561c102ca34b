/** What the tests of each dialect use. */
@NullMarked
package io.godwit.jdbc.sql;

import org.jspecify.annotations.NullMarked;
