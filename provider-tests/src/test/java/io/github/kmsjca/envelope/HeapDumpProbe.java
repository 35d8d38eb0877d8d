package io.github.kmsjca.envelope;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.kmsjca.KmsProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Cipher;

/**
 * Encrypts and decrypts, and dumps the live objects before and after the data keys are dropped, and
 * messages that were begun are given up by another init.
 */
final class HeapDumpProbe {
  private HeapDumpProbe() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[1]);
    KmsProvider provider = (KmsProvider) KmsProvider.install();
    KeyStore keyStore = KeyStore.getInstance("AWSKMS");
    keyStore.load(null, null);
    Key key = keyStore.getKey(args[0], null);
    List<Cipher> ciphers = new ArrayList<>();
    List<Cipher> begun = new ArrayList<>();
    for (String name : List.of("AES/GCM/NoPadding", "AWSKMS/Framed/NoPadding")) {
      Cipher encrypting = Cipher.getInstance(name);
      encrypting.init(Cipher.ENCRYPT_MODE, key);
      byte[] message = encrypting.doFinal(new byte[100_000]);
      Cipher decrypting = Cipher.getInstance(name);
      decrypting.init(Cipher.DECRYPT_MODE, key);
      decrypting.doFinal(message);
      ciphers.add(encrypting);
      ciphers.add(decrypting);
      System.out.println("message " + Base64.getEncoder().encodeToString(message));
      begun.add(begin(Cipher.getInstance(name), key));
    }
    begun.add(begin(Cipher.getInstance("AWSKMS"), key));
    try {
      dump(directory.resolve("in-use.hprof"));
      for (Cipher cipher : begun) {
        cipher.init(Cipher.ENCRYPT_MODE, key);
      }
      provider.clearCaches();
      dump(directory.resolve("dropped.hprof"));
    } finally {
      // Whoever keeps their Cipher keeps no data key by it.
      Reference.reachabilityFence(ciphers);
      Reference.reachabilityFence(begun);
    }
  }

  private static Cipher begin(Cipher cipher, Key key) throws GeneralSecurityException {
    byte[] plaintext = new byte[64];
    ThreadLocalRandom.current().nextBytes(plaintext);
    System.out.println("plaintext " + Base64.getEncoder().encodeToString(plaintext));
    cipher.init(Cipher.ENCRYPT_MODE, key);
    cipher.update(plaintext);
    Arrays.fill(plaintext, (byte) 0);
    return cipher;
  }

  private static void dump(Path file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
  }
}
