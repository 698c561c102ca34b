package io.godwit.jdbc.sql;

import io.godwit.common.model.Secret;
import java.util.Optional;

/**
 * How to reach a SQL database, with all references followed.
 *
 * @param url a JDBC URL without a password
 * @param user where the URL does not name one
 * @param pool the most connections to open
 */
public record JdbcAccess(String url, Optional<String> user, Optional<Secret> password, int pool) {}
