package io.godwit.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Resolved;
import java.util.concurrent.TimeUnit;

/**
 * A MongoDB database to be connected to.
 *
 * @param uri where it is; may hold a password, so it is never printed
 * @param database its name
 * @param pool the most connections to open
 */
public record MongoAddress(ConnectionString uri, String database, int pool) {

  private static final int SELECTION_SECONDS = 5;
  private static final int READ_SECONDS = 60;

  /**
   * Reads a connection string.
   *
   * @throws Trouble where its servers are to be looked up in DNS, which does not answer
   * @throws Refused where it is none, names no database, or wants writes without an answer
   */
  public static MongoAddress of(Resolved<MongoDbSpec> at) throws Trouble {
    ConnectionString uri;
    try {
      uri = new ConnectionString(at.address().value());
    } catch (IllegalArgumentException e) {
      // Without the cause: its message may quote what stands in the string.
      throw invalid(at.place(), "is no MongoDB connection string (mongodb://host:port/database)");
    } catch (MongoException e) {
      throw new Trouble(
          ErrorCode.TARGET_UNREACHABLE,
          "the hosts of " + at.place() + " (mongodb+srv) cannot be looked up");
    }
    String database = uri.getDatabase();
    if (database == null) {
      throw invalid(at.place(), "names no database: end it with /database, before any '?'");
    }
    WriteConcern concern = uri.getWriteConcern();
    if (concern != null && !concern.isAcknowledged()) {
      throw invalid(at.place(), "has w=0, with which no write is ever confirmed: remove it");
    }
    return new MongoAddress(uri, database, at.spec().pool());
  }

  private static Refused invalid(String place, String what) {
    return new Refused(ErrorCode.JOB_INVALID, place + " " + what);
  }

  /** How messages call the server. */
  public String server() {
    return "MongoDB at " + String.join(",", uri.getHosts());
  }

  /**
   * A client, not connected yet. What the connection string sets stands; otherwise a write is
   * confirmed by the majority, and nothing is waited for without end.
   *
   * @param watch is told what its connections do
   */
  public MongoClient client(PoolWatch watch) {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder().applicationName("godwit").writeConcern(WriteConcern.MAJORITY);
    settings.applyToConnectionPoolSettings(
        options -> options.maxSize(watch.limit()).addConnectionPoolListener(watch));
    settings.applyToClusterSettings(
        cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS));
    settings.applyToSocketSettings(socket ->
        socket
            .connectTimeout(SELECTION_SECONDS, TimeUnit.SECONDS)
            .readTimeout(READ_SECONDS, TimeUnit.SECONDS));
    return MongoClients.create(settings.applyConnectionString(uri).build());
  }
}
