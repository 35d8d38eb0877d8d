package io.github.kmsjca.localkms.internal.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * What a server of TLS shows of itself. The cryptography of this package is the platform's own by
 * name: the first provider may be one that calls this KMS.
 *
 * @param chain the server's own certificate first
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

  /** One with at least a certificate, which is the key's. */
  public Identity {
    chain = List.copyOf(chain);
  }

  /** What a server of TLS needs. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
      context.init(new KeyManager[] {new OnlyKey(this)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks TLS", e);
    }
  }

  /** The server's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The server's own certificate, for a file that clients trust. */
  public String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate().getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read has no encoding", e);
    }
  }

  /** Offers the key to whoever asks for one of its algorithm. */
  private static final class OnlyKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "server";

    private final Identity identity;

    OnlyKey(Identity identity) {
      this.identity = identity;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return identity.key().getAlgorithm().equals(keyType) ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return identity.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
