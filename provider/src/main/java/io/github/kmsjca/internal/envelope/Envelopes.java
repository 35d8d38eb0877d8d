package io.github.kmsjca.internal.envelope;

import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.datakey.DataKeySource;
import io.github.kmsjca.internal.datakey.LazyDataKeySource;
import org.jspecify.annotations.Nullable;

/**
 * What the ciphers of one provider instance share: settings, data keys, message ids. Made when the
 * first of them needs it. Thread-safe.
 */
public final class Envelopes {
  private final Settings settings;
  private final LazyDataKeySource source;
  private volatile @Nullable Parts parts;

  /** What has to be read or made once. */
  private record Parts(EnvelopeSettings settings, MessageIds ids) {}

  /**
   * Nothing is read or made yet.
   *
   * @param source of the data keys of all messages
   */
  public Envelopes(Settings settings, LazyDataKeySource source) {
    this.settings = settings;
    this.source = source;
  }

  public EnvelopeSettings settings() throws ConfigurationException {
    return parts().settings;
  }

  public DataKeySource source() {
    return source;
  }

  /** The crypto objects of a further engine. */
  public MessageCrypto newCrypto() throws ConfigurationException {
    return new MessageCrypto(parts().ids);
  }

  /**
   * Retires all data keys, and forgets the state of the random generators: before a snapshot of the
   * JVM, and after one is restored, so that no message id comes twice.
   */
  public void clear() {
    source.clear();
    Parts made = parts;
    if (made != null) {
      made.ids.clear();
    }
  }

  private Parts parts() throws ConfigurationException {
    Parts made = parts;
    return made != null ? made : makeParts();
  }

  private synchronized Parts makeParts() throws ConfigurationException {
    Parts made = parts;
    if (made == null) {
      made = new Parts(EnvelopeSettings.of(settings.get()), new MessageIds());
      parts = made;
    }
    return made;
  }
}
