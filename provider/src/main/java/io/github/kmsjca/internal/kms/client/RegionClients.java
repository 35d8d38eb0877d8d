package io.github.kmsjca.internal.kms.client;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The clients of the Regions in use: any text can be a Region, so what was used longest ago makes
 * room. To close such a client ends no call of it, since what a call needs is shared by all.
 * Thread-safe; to find a client takes no lock.
 */
final class RegionClients {
  /** More than there are Regions that one program uses; about 100 KiB each. */
  static final int MOST = 16;

  private final Map<String, OfRegion> clients = new ConcurrentHashMap<>();
  private boolean closed;

  /** A client, and where its calls go. */
  static final class OfRegion {
    private final KmsClient client;
    private final LastEndpoint endpoint;
    private volatile long usedAt;

    OfRegion(KmsClient client, LastEndpoint endpoint) {
      this.client = client;
      this.endpoint = endpoint;
    }
  }

  /** That of a Region, made if need be, one at a time. */
  KmsClient get(String region, Function<String, OfRegion> maker) {
    OfRegion found = clients.get(region);
    if (found == null) {
      found = make(region, maker);
    }
    found.usedAt = System.nanoTime();
    return found.client;
  }

  private synchronized OfRegion make(String region, Function<String, OfRegion> maker) {
    if (closed) {
      throw new IllegalStateException("the clients are closed");
    }
    OfRegion made = clients.get(region);
    if (made == null) {
      made = maker.apply(region);
      made.usedAt = System.nanoTime();
      if (clients.size() >= MOST) {
        removeOldest(System.nanoTime());
      }
      clients.put(region, made);
    }
    return made;
  }

  private void removeOldest(long now) {
    clients.entrySet().stream()
        .max(Comparator.comparingLong(client -> now - client.getValue().usedAt))
        .map(Map.Entry::getKey)
        .map(clients::remove)
        .ifPresent(oldest -> oldest.client.close());
  }

  /** Where a Region's calls went, if its client is there. */
  Optional<LastEndpoint> endpoint(String region) {
    @Nullable OfRegion found = clients.get(region);
    return found == null ? Optional.empty() : Optional.of(found.endpoint);
  }

  synchronized void close() {
    closed = true;
    clients.values().forEach(each -> each.client.close());
    clients.clear();
  }
}
