package dev.fairlead.docker;

/**
 * What a registry accepts as proof.
 *
 * @param user empty where an identity token is all there is
 * @param password empty where there is an identity token
 * @param identityToken an OAuth 2 refresh token, empty where there is none
 */
public record RegistryLogin(String user, String password, String identityToken) {

    public static RegistryLogin of(String user, String password) {
        return new RegistryLogin(user, password, "");
    }

    @Override
    public String toString() {
        return "login of " + user;
    }
}
