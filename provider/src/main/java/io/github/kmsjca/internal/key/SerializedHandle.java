package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.security.Provider;
import java.security.Security;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A handle on its way to another JVM: names, no secret. Nothing in it is trusted: reading it makes
 * no KMS call, the public key is fetched from KMS, and the gateway refuses an ARN out of scope.
 *
 * <p>Grant tokens stay behind: they serve the first minutes of a grant, and are for KMS only.
 *
 * @param providerName the provider instance to look for where it is read
 * @param context key, value, key, value: an array, since of a map the stream could choose the class
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SerializedHandle(
    String arn, KeySpec spec, String usage, String providerName, String[] context)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String[] NO_CONTEXT = {};

  static SerializedHandle of(PrivateKeyHandle key) {
    return of(key, NO_CONTEXT);
  }

  static SerializedHandle of(SecretKeyHandle key) {
    // In an order, so that equal handles are written as equal bytes.
    String[] context =
        new TreeMap<>(key.encryptionContext())
            .entrySet().stream()
                .flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()))
                .toArray(String[]::new);
    return of(key, context);
  }

  private static SerializedHandle of(KeyHandle key, String[] context) {
    return new SerializedHandle(key.arn(), key.spec(), key.keyUsage(), key.providerName(), context);
  }

  @Serial
  private Object readResolve() throws ObjectStreamException {
    try {
      KeyArn keyArn = KeyArn.parse(arn);
      Map<String, String> pairs = pairs();
      Provider provider = Security.getProvider(providerName);
      KeyResolver resolver = provider == null ? null : ResolverSource.of(provider);
      if (provider != null && resolver == null) {
        throw new InvalidObjectException(
            "The handle of KMS key "
                + arn
                + " needs the provider '"
                + providerName
                + "', and what is installed by that name, "
                + provider.getClass().getName()
                + ", is of "
                + OtherInstance.copyAdvice());
      }
      if (resolver != null) {
        return handle(keyArn, resolver, pairs);
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      InvalidObjectException invalid = new InvalidObjectException("not a KMS key handle");
      invalid.initCause(e);
      throw invalid;
    }
    throw new InvalidObjectException(
        "The handle of KMS key "
            + arn
            + " needs the provider '"
            + providerName
            + "', which is not installed in this JVM: call KmsProvider.install() in it first, or name the"
            + " provider in its java.security file");
  }

  private KeyHandle handle(KeyArn keyArn, KeyResolver resolver, Map<String, String> pairs) {
    KeyUsage known = KeyUsage.valueOf(usage);
    if (!spec.hasPublicKey()) {
      return new SecretKeyHandle(keyArn, spec, known, KeyAccess.plain(resolver), pairs);
    }
    if (!pairs.isEmpty()) {
      throw new IllegalArgumentException("a private key has no encryption context");
    }
    return PrivateKeyHandle.of(keyArn, spec, known, KeyAccess.plain(resolver), null);
  }

  private Map<String, String> pairs() {
    if (context.length % 2 != 0) {
      throw new IllegalArgumentException("a key of the encryption context has no value");
    }
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < context.length; i += 2) {
      if (pairs.put(context[i], context[i + 1]) != null) {
        throw new IllegalArgumentException("the encryption context has a key twice");
      }
    }
    return pairs;
  }
}
