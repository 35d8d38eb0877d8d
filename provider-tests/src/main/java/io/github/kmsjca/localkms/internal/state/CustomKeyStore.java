package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an account keeps keys itself. It has a cluster or a proxy, and never both.
 *
 * @param cluster null for an external key store
 * @param proxy null for a CloudHSM key store
 */
public record CustomKeyStore(
    String id,
    String name,
    @Nullable Cluster cluster,
    @Nullable Proxy proxy,
    Connection connection,
    Instant created)
    implements StoredRecord {

  /**
   * Of a CloudHSM key store.
   *
   * @param password a hash of the one that opens the cluster
   * @param known a hash of the one that the key store has been told last
   */
  public record Cluster(String id, String trustAnchor, String password, String known) {

    /** Without the passwords. */
    @Override
    public String toString() {
      return "Cluster[" + id + "]";
    }
  }

  /** Of an external key store. */
  public record Proxy(
      String connectivity,
      String endpoint,
      String path,
      @Nullable String service,
      @Nullable String serviceOwner,
      String accessKeyId) {}

  /**
   * Whether it is connected.
   *
   * @param wanted whether it was asked to connect last, and not to disconnect
   * @param complete when that is done
   * @param error why it will have failed then; null if it will not
   */
  public record Connection(boolean wanted, Instant complete, @Nullable String error) {

    /** What it is by then, as the API calls it. */
    public String state(Instant now) {
      boolean done = !complete.isAfter(now);
      if (!wanted) {
        return done ? "DISCONNECTED" : "DISCONNECTING";
      }
      if (!done) {
        return "CONNECTING";
      }
      return error == null ? "CONNECTED" : "FAILED";
    }
  }

  /** Whether its keys can be used by then. */
  public boolean connected(Instant now) {
    return connection.state(now).equals("CONNECTED");
  }

  /** The same with another connection. */
  public CustomKeyStore with(Connection other) {
    return new CustomKeyStore(id, name, cluster, proxy, other, created);
  }
}
