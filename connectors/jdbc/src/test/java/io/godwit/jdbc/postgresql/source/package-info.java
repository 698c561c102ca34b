/** Tests of PostgreSQL as a source that need no server; those with one lie a package above. */
@NullMarked
package io.godwit.jdbc.postgresql.source;

import org.jspecify.annotations.NullMarked;
